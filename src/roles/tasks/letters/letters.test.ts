import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '#platform/http/context.ts';
import { readToDo } from '#roles/agenda/agenda.contract.ts';
import { obligationReminders } from '#roles/reminders/obligation-reminders.ts';
import type { DigestLine } from '#roles/reminders/reminder-source.ts';
import { readDigests } from '#roles/reminders/reminders.contract.ts';
import { remindersTick } from '#roles/reminders/reminders.tick.ts';
import { contentServices } from '#standards/packs/content-services.ts';
import { type Letter, letters } from '#standards/packs/tasks.schema.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { actOnTask, createTask, readTask } from '../tasks.contract.ts';
import { actOnPart, shareOutTask, touchTask } from './letters.contract.ts';
import { taskReminders } from './task-reminders.ts';

let test: TestApp;
let services: Services;
type Login = Parameters<TestApp['as']>[0];
beforeAll(async () => {
  test = await testApp();
  const content = contentServices(new URL('../../../../content', import.meta.url).pathname);
  services = { database: test.database, log: () => {}, ...content } as unknown as Services;
});
afterAll(() => test.close());
const call = async (login: Login) => test.as(login);

type Given = { letter: Exclude<Letter, 'own'>; personId: string; deliverable?: string };

/** A task in which the member holds one letter, and everybody else another one. */
async function taskWith(letter: Letter, title: string, dueOn = '2026-12-20') {
  const { ids, members, accounts } = test.world;
  const me = accounts.member.personId!;
  const other: Record<Letter, string> = {
    lead: members.a1[6]!,
    guide: members.a1[0]!,
    own: members.a1[2]!,
    assist: members.a1[3]!,
    do: members.a1[4]!,
    inform: members.a1[7]!,
  };
  const holder = (each: Letter) => (each === letter ? me : other[each]);
  const parts: Given[] = (['lead', 'guide', 'assist', 'do', 'inform'] as const).map((each) => ({
    letter: each,
    personId: holder(each),
    ...(each === 'assist' ? { deliverable: '经费方案' } : {}),
  }));
  const made = await (await call('officer')).call(createTask, {
    body: { orgId: ids.a1, title, ownerId: holder('own'), dueOn, outcomes: ['群众满意'], parts },
  });
  expect(made.status, JSON.stringify(made.problem)).toBe(201);
  return { id: made.body.id, parts, me };
}
const read = async (login: Login, id: string) =>
  (await (await call(login)).call(readTask, { params: { id } })).body;
const toDo = async (login: Login) => (await (await call(login)).call(readToDo, {})).body.items;

/** The lines of every person's digest on a day, as the tick writes them. */
async function digestsOn(day: string): Promise<DigestLine[]> {
  const carried: DigestLine[] = [];
  const tick = remindersTick(
    [taskReminders, obligationReminders],
    [
      {
        id: 'test',
        async carry(_tenant, _day, digests) {
          for (const lines of digests.values()) carried.push(...lines);
        },
      },
    ],
  );
  await tick.run(services, test.tenantId, new Date(`${day}T02:00:00Z`));
  return carried;
}

/** What each letter brings its holder: the step in the to-do, the right on the page, the reason in the digest. */
const brings: Record<Letter, { step: string | null; right: string | null; day: string; why: string }> = {
  lead: { step: 'direct', right: 'direct', day: '2027-01-13', why: 'direct' },
  guide: { step: 'guide', right: 'guide', day: '2026-12-17', why: 'guide' },
  own: { step: 'accept', right: 'share-out', day: '2026-12-06', why: 'due' },
  assist: { step: 'deliver', right: null, day: '2026-12-13', why: 'due' },
  do: { step: 'deliver', right: null, day: '2026-12-13', why: 'due' },
  inform: { step: null, right: null, day: '2026-11-24', why: 'issued' },
};

describe('each letter drives something', () => {
  it.each(letters.map((letter) => [letter]))(
    '%s: taken away, its screen, its to-do and its notice are gone',
    async (letter) => {
      test.travel('2026-11-23T02:00:00Z');
      await test.owner.query('delete from digest_line');
      await test.owner.query('delete from digest_day');
      const { step, right, day, why } = brings[letter];
      const { id, parts, me } = await taskWith(letter, `任务-${letter}`);
      // A leader is asked once it is late: look from the day of the notice.
      const look = letter === 'lead' ? '2027-01-13T02:00:00Z' : '2026-12-18T02:00:00Z';
      test.travel(look);
      const mine = (await toDo('member')).filter((item) => item.link === `/tasks/${id}`);
      expect(mine.map((item) => item.action)).toEqual(step === null ? [] : [step]);
      const page = await read('member', id);
      expect(page.letters).toEqual([letter]);
      if (right) expect(page.may).toContain(right);
      const noticed = (await digestsOn(day)).filter((line) => line.objectId === id && line.personId === me);
      expect(noticed.map((line) => [line.letter, line.why])).toEqual([[letter, why]]);

      test.travel(look);
      if (letter === 'own') {
        const { version } = await read('officer', id);
        const moved = await (await call('officer')).call(actOnTask, {
          params: { id },
          body: { action: 'reassign', note: '换人', ownerId: test.world.members.a1[2]!, dueOn: '2026-12-20' },
          ifMatch: version,
        });
        expect(moved.status).toBe(200);
      } else {
        const { version } = await read('officer', id);
        const rest = parts.filter((each) => each.letter !== letter);
        // What the check forbids to leave empty goes to somebody else.
        const needed = letter === 'lead' || letter === 'guide' || letter === 'do';
        const instead = needed ? [{ letter, personId: test.world.members.a1[8]! }] : [];
        const hole = await (await call('officer')).call(shareOutTask, {
          params: { id },
          body: { parts: rest },
          ifMatch: version,
        });
        if (needed) {
          expect([hole.status, hole.problem.code]).toEqual([422, 'tasks/letters-incomplete']);
          const filled = await (await call('officer')).call(shareOutTask, {
            params: { id },
            body: { parts: [...rest, ...instead] },
            ifMatch: version,
          });
          expect(filled.status, JSON.stringify(filled.problem)).toBe(200);
        } else expect(hole.status, JSON.stringify(hole.problem)).toBe(200);
      }
      expect((await toDo('member')).filter((item) => item.link === `/tasks/${id}`)).toEqual([]);
      expect((await (await call('member')).call(readTask, { params: { id } })).status).toBe(404);
      await test.owner.query('delete from digest_line');
      await test.owner.query('delete from digest_day');
      expect((await digestsOn(day)).filter((line) => line.objectId === id && line.personId === me)).toEqual(
        [],
      );
      await test.owner.query(`update task set state = 'withdrawn' where id = $1`, [id]);
    },
  );

  it('the page says who will be reminded when, and the digests of those days say the same', async () => {
    test.travel('2026-11-23T02:00:00Z');
    const { id } = await taskWith('own', '说到做到');
    await test.owner.query('delete from digest_line');
    await test.owner.query('delete from digest_day');
    const { reminders, parts, ownerId } = await read('officer', id);
    const names = new Map([...parts.map((part) => [part.personId, part.personName] as const)]);
    names.set(ownerId, (await read('officer', id)).ownerName);
    const promised = reminders
      .filter((reminder) => reminder.onlyIf === null)
      .map((reminder) => `${reminder.on} ${reminder.letter} ${reminder.name} ${reminder.why}`);
    expect(promised.length).toBeGreaterThan(5);
    const kept: string[] = [];
    for (const day of new Set(reminders.filter((each) => each.onlyIf === null).map((each) => each.on))) {
      for (const line of await digestsOn(day))
        if (line.objectId === id && line.why !== 'issued')
          kept.push(`${day} ${line.letter} ${names.get(line.personId)} ${line.why}`);
    }
    expect(kept.sort()).toEqual(promised.sort());
  });
});

describe('reminders stop', () => {
  it('with the part that was delivered and the task that was confirmed; the digest of the day shows it as done', async () => {
    test.travel('2026-11-23T02:00:00Z');
    await test.owner.query('delete from digest_line');
    await test.owner.query('delete from digest_day');
    const { id, me } = await taskWith('assist', '办结即停', '2026-11-30');
    const lines = await digestsOn('2026-11-23');
    expect(lines.filter((line) => line.objectId === id && line.letter === 'assist')).toHaveLength(1);
    // Once a day, and no more.
    expect(await digestsOn('2026-11-23')).toEqual([]);
    const shown = async () => {
      const { days } = (await (await call('member')).call(readDigests, {})).body;
      return days.flatMap((day) => day.lines).filter((line) => line.objectId === id && line.why === 'due');
    };
    expect((await shown()).map((line) => line.state)).toEqual(['open']);
    const part = (await read('member', id)).parts.find((each) => each.personId === me)!;
    expect(part.actions).toEqual(['deliver', 'return']);
    const act = (login: Login, action: string, note: string, version: number) =>
      call(login).then((caller) =>
        caller.call(actOnPart, {
          params: { id, partId: part.id },
          body: { action, note } as never,
          ifMatch: version,
        }),
      );
    expect((await act('member', 'deliver', '', 1)).problem.code).toBe('parts/say-what');
    expect((await act('member', 'deliver', '方案已交办公室', 1)).status).toBe(200);
    expect((await act('member', 'deliver', '再交', 1)).status).toBe(412);
    expect((await shown()).map((line) => line.state)).toEqual(['done']);
    expect((await act('member', 'receive', '', 2)).problem.code).toBe('parts/not-yours');
    expect((await act('officer', 'receive', '', 2)).status).toBe(200);
    expect(
      (await digestsOn('2026-12-01')).filter((line) => line.objectId === id && line.personId === me),
    ).toEqual([]);
  });
});

describe('guidance and direction', () => {
  it('are given by the guide and the leader while it runs, and by nobody else', async () => {
    test.travel('2026-11-23T02:00:00Z');
    const { id } = await taskWith('guide', '指导');
    const touch = async (login: Login, letter: 'guide' | 'lead') =>
      (await call(login)).call(touchTask, {
        params: { id },
        body: { letter, text: '已到支部看过，建议先补台账。' },
      });
    expect((await touch('officer', 'guide')).problem.code).toBe('tasks/not-your-letter');
    expect((await touch('member', 'lead')).problem.code).toBe('tasks/not-your-letter');
    expect((await touch('secretaryB', 'guide')).status).toBe(404);
    const given = await touch('member', 'guide');
    expect([given.status, given.body.nextOn]).toEqual([201, null]);
    expect((await read('officer', id)).touches).toMatchObject([{ letter: 'guide', onDay: '2026-11-23' }]);
    await test.owner.query(`update task set state = 'withdrawn' where id = $1`, [id]);
    expect((await touch('member', 'guide')).problem.code).toBe('tasks/touch-after-end');
    await expect(
      test.database.write(test.tenantId, async (tx) => {
        await tx.deleteFrom('task_touch').execute();
        return { commit: true, value: null };
      }),
    ).rejects.toThrow(/permission denied|append/i);
  });

  it('the owner shares out, but names neither leader nor guide', async () => {
    test.travel('2026-11-23T02:00:00Z');
    const { id, parts } = await taskWith('own', '分工');
    const save = (wanted: Given[]) =>
      call('member').then((caller) =>
        caller.call(shareOutTask, { params: { id }, body: { parts: wanted }, ifMatch: 1 }),
      );
    const swapped = parts.map((part) =>
      part.letter === 'lead' ? { ...part, personId: test.world.members.a1[5]! } : part,
    );
    expect((await save(swapped)).problem.code).toBe('tasks/not-your-letter');
    expect((await save(parts.filter((part) => part.letter !== 'inform'))).status).toBe(200);
    expect((await save(parts)).status).toBe(412);
    const bad = await (await call('officer')).call(createTask, {
      body: {
        orgId: test.world.ids.a1,
        title: '缺交付',
        ownerId: test.world.members.a1[2]!,
        dueOn: '2026-12-20',
        outcomes: ['做成'],
        parts: [{ letter: 'assist', personId: test.world.members.a1[3]! }],
      },
    });
    expect([bad.status, bad.problem.code]).toEqual([422, 'tasks/letters-incomplete']);
    expect(bad.problem.data?.['findings']).toEqual(['no-lead', 'no-guide', 'no-do', 'no-deliverable']);
  });
});
