import { Button } from 'antd';
import { useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useHolds } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Note, Panel, StateTag } from '#shell/web/panel.tsx';
import type { DefectView } from '../../duties/duties.contract.ts';
import { assignOwners, restoreDuties } from '../../duties/editing.contract.ts';
import { markOf } from '../../duties/heat.rules.ts';
import { dutyWords } from '../../duties/web/duty-words.ts';
import type { FrameworkView } from '../frameworks.contract.ts';
import css from './gaps.module.css';

const m = messages({
  zh: {
    title: '缺口和重叠',
    total: (n: number) => `${n} 处`,
    none: '没有缺口和重叠：每项责任都有且只有一个责任人、有人落实、有人督导、有权有责，频次、标准、结果、依据齐全。',
    heat: '看热力图',
    noneIssued: '任职没有变化造成的缺口和重叠。',
    drift: '清单发布后任职有变化，下列责任项需要补任或更正任职；在此之前仍由原责任人负责。',
    where: (org: string, n: number) => `${org}：${n} 项`,
    unit: '本单位',
    more: (n: number) => `另有 ${n} 处，补齐上面的之后会依次列出。`,
    all: (name: string, n: number) => (n === 1 ? `由${name}负责` : `这 ${n} 项都由${name}负责`),
    done: (n: number) => `已指定 ${n} 项的责任人。`,
    grant: (name: string, rights: string) => `书面授予${name}：${rights}`,
    nameWith: (name: string, n: number, rights: string) =>
      `由${name}负责${n === 1 ? '' : `这 ${n} 项`}${rights ? `，并授予${rights}` : ''}`,
    restore: (n: number) => `恢复框架包的写法（${n} 项）`,
    restored: (n: number) => `已恢复 ${n} 项。`,
    granted: '已书面授权。',
    fallbacks: (n: number) => `${n} 项因空缺由下一职务代为负责。`,
    load: (name: string, n: number, limit: number) =>
      `${name}一人名下 ${n} 项（提示线 ${limit} 项），请考虑分担。`,
    heavy: (name: string, n: number, ceiling: number) =>
      `${name}一人名下 ${n} 项，超过上限 ${ceiling} 项，不能送审和发布。请把其中 ${n - ceiling} 项以上指定给他人。`,
    skip: (n: number) => `${n} 处不适用（如支部未设委员会、未划分党小组），不计入。`,
  },
  en: {
    title: 'Holes and overlaps',
    total: (n) => String(n),
    none: 'No hole and no overlap: every duty has exactly one owner with the power for it, somebody who carries it out, somebody who guides, a cadence, a standard, a result and a basis.',
    heat: 'Heat map',
    noneIssued: 'No hole or overlap has come from changes of posts.',
    drift:
      'Posts have changed since the lists were issued. Fill or correct them; until then whoever answered before goes on answering.',
    where: (org, n) => `${org}: ${n}`,
    unit: 'The unit',
    more: (n) => `${n} more will be listed as these are repaired.`,
    all: (name, n) => (n === 1 ? `${name} answers` : `${name} answers for all ${n}`),
    done: (n) => `${n} owners named.`,
    grant: (name, rights) => `Give ${name} in writing: ${rights}`,
    nameWith: (name, n, rights) =>
      `${name} answers${n === 1 ? '' : ` for all ${n}`}${rights ? ` and is given: ${rights}` : ''}`,
    restore: (n) => `Put back as in the pack (${n})`,
    restored: (n) => `${n} put back.`,
    granted: 'Given in writing.',
    fallbacks: (n) => `${n} are answered for by the next post because one is vacant.`,
    load: (name, n, limit) =>
      `${name} alone answers for ${n} duties (warning above ${limit}). Consider sharing them.`,
    heavy: (name, n, ceiling) =>
      `${name} alone answers for ${n} duties, more than ${ceiling}: the lists cannot be issued. Name others for ${n - ceiling} of them.`,
    skip: (n) => `${n} do not apply (a branch without a committee, no groups) and do not count.`,
  },
});

/** What is missing, gathered by kind and organisation, with how to repair it. */
export function Gaps({ framework }: { framework: FrameworkView }) {
  const t = useMessages(m);
  const { check } = framework;
  return (
    <Panel
      title={t.title}
      note={check.total > 0 ? t.total(check.total) : undefined}
      actions={<AppLink to={`/frameworks/${framework.id}/heat`}>{t.heat}</AppLink>}
    >
      <div className={css['gaps']}>
        {check.total === 0 ? (
          <Note shade="good">{framework.state === 'draft' ? t.none : t.noneIssued}</Note>
        ) : (
          <>
            {framework.state === 'issued' && <Note shade="warn">{t.drift}</Note>}
            <GapGroups framework={framework} />
          </>
        )}
        {check.overloaded.map(({ person, duties, blocks }) => (
          <Note key={person.id} shade={blocks ? 'bad' : 'warn'}>
            {blocks
              ? t.heavy(person.name, duties, check.loadCeiling)
              : t.load(person.name, duties, check.loadLimit)}
          </Note>
        ))}
        {(check.fallbacks > 0 || check.notApplicable > 0) && (
          <p className="z-quiet">
            {check.fallbacks > 0 && t.fallbacks(check.fallbacks)}{' '}
            {check.notApplicable > 0 && t.skip(check.notApplicable)}
          </p>
        )}
      </div>
    </Panel>
  );
}

/** Holes and overlaps of one kind stand together, with what repairs them said once; each organisation has a line. */
export function GapGroups({ framework, onFollow }: { framework: FrameworkView; onFollow?: () => void }) {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  const label = useLabel();
  const unlisted = framework.check.total - framework.check.defects.length;
  return (
    <>
      <ul className={css['groups']}>
        {grouped(framework.check.defects, kindOf).map(([key, alike]) => {
          const [first] = alike;
          const posts = first.posts.map(label).join(words.or);
          return (
            <li key={key} className={css['group']}>
              <p className={css['head']}>
                <StateTag shade={markOf(first) === 'overlap' ? 'warn' : 'bad'}>
                  {words.defect[first.code]}
                </StateTag>
                <span className="z-quiet">{words.repair[first.code](posts, first.borne)}</span>
              </p>
              <ul className={css['places']}>
                {grouped(alike, placeOf).map(([place, group]) => (
                  <li key={place}>
                    <Place group={group} onFollow={onFollow} />
                    {framework.state === 'draft' && <Repairs framework={framework} group={group} />}
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
      {unlisted > 0 && <p className="z-quiet">{t.more(unlisted)}</p>}
    </>
  );
}

/** Which duties in which organisation, and between whom. */
function Place({ group, onFollow }: { group: Group; onFollow?: (() => void) | undefined }) {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  const label = useLabel();
  const [first] = group;
  return (
    <p className={css['links']}>
      <strong>{t.where(first.org?.name ?? t.unit, group.length)}</strong>
      {first.persons.length > 0 && <span>{first.persons.map((each) => each.name).join(words.and)}</span>}
      {group.slice(0, LINKS).map((each) => (
        <AppLink key={each.dutyId + (each.org?.id ?? '')} to={`/duties/${each.dutyId}`} onClick={onFollow}>
          {each.dutyCode} {label(each.title)}
        </AppLink>
      ))}
      {group.length > LINKS && <span className="z-quiet">…</span>}
    </p>
  );
}

/** What is suggested, as buttons: one press repairs everything of the group. What takes thinking is only said. */
function Repairs({ framework, group }: { framework: FrameworkView; group: Group }) {
  const t = useMessages(m);
  const label = useLabel();
  const words = useMessages(dutyWords);
  const officer = useHolds('officer');
  const [first] = group;
  const { repair, org, persons, borne } = first;
  const assign = useSend(assignOwners, {
    onDone: (reply) => notify(repair.kind === 'grant' ? t.granted : t.done(reply.assigned)),
  });
  const restore = useSend(restoreDuties, { onDone: (reply) => notify(t.restored(reply.restored)) });
  if (!officer) return null;
  const params = { id: framework.id };
  const ifMatch = framework.version;
  const dutyIds = [...new Set(group.map((each) => each.dutyId))];
  const rights = repair.rights.map(label).join(words.and);
  const name = (personId: string, grant: boolean) =>
    org && void assign.send({ params, ifMatch, body: { orgId: org.id, personId, dutyIds, grant } });
  const naming = repair.kind === 'name' && borne === 'one' && org !== null;
  // Between several holders of a post each of them can be named, not only the least burdened.
  const choices = first.code === 'two-owners' ? persons : repair.persons;
  return (
    <>
      <p className={css['links']}>
        {naming &&
          choices.map((person) => (
            <Button
              key={person.id}
              size="small"
              disabled={assign.pending}
              onClick={() => name(person.id, rights !== '')}
            >
              {rights === ''
                ? t.all(person.name, group.length)
                : t.nameWith(person.name, group.length, rights)}
            </Button>
          ))}
        {repair.kind === 'grant' && org !== null && repair.persons[0] && (
          <Button
            size="small"
            disabled={assign.pending}
            onClick={() => repair.persons[0] && name(repair.persons[0].id, true)}
          >
            {t.grant(repair.persons[0].name, rights)}
          </Button>
        )}
        {repair.kind === 'restore' && repair.field !== null && (
          <Button
            size="small"
            disabled={restore.pending}
            onClick={() =>
              repair.field && void restore.send({ params, ifMatch, body: { field: repair.field, dutyIds } })
            }
          >
            {t.restore(dutyIds.length)}
          </Button>
        )}
      </p>
      {(assign.error ?? restore.error) && <ErrorSentence error={assign.error ?? restore.error} compact />}
    </>
  );
}

/** At least one. */
type Group = readonly [DefectView, ...DefectView[]];

/** How many duties one line names. */
const LINKS = 12;

/** What is wrong and what repairs it: said once for all that share it. */
function kindOf({ code, repair, posts, borne }: DefectView): string {
  return [code, repair.kind, repair.field, borne, ...posts.map((post) => post.zh)].join(' ');
}

/** Where and between whom: repaired with one press. */
function placeOf({ org, persons, repair }: DefectView): string {
  const rights = repair.rights.map((right) => right.zh).join();
  return [org?.id, rights, ...persons.map((person) => person.id)].join(' ');
}

function grouped(defects: readonly DefectView[], keyOf: (defect: DefectView) => string): [string, Group][] {
  const groups = new Map<string, [DefectView, ...DefectView[]]>();
  for (const defect of defects) {
    const key = keyOf(defect);
    const group = groups.get(key);
    if (group) group.push(defect);
    else groups.set(key, [defect]);
  }
  return [...groups];
}
