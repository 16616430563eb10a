import { describe, expect, it } from 'vitest';
import { inTurn, objectOf } from './own-edits.ts';

/** A server that holds one object: it refuses an edit of another version, and answers when told to. */
function server() {
  let version = 1;
  const waiting: (() => void)[] = [];
  return {
    send: (ifMatch: number) =>
      new Promise<{ version: number }>((done, refuse) =>
        waiting.push(() => {
          if (ifMatch !== version) return refuse(new Error(`412: ${ifMatch} is not ${version}`));
          version += 1;
          done({ version });
        }),
      ),
    changeBehindMyBack: () => {
      version += 1;
    },
    answer: async () => {
      await new Promise((done) => setTimeout(done));
      waiting.shift()?.();
      await new Promise((done) => setTimeout(done));
    },
  };
}
const at = () => Promise.resolve();

describe('edits that one page makes of one object', () => {
  it('are about the version that the one before made, while the page could not show it', async () => {
    const { send, answer } = server();
    let showing = () => {};
    const saved = inTurn('/plans/a', 1, send, () => new Promise((done) => (showing = done)));
    const called = inTurn('/plans/a', 1, send, at);
    await answer();
    await answer();
    expect(await called).toEqual({ version: 3 });
    const moved = inTurn('/plans/a', 1, send, at);
    showing();
    // The page shows 3 by now: whoever sends 1 sends what is stale.
    await Promise.all([expect(moved).rejects.toThrow('412'), answer()]);
    expect(await saved).toEqual({ version: 2 });
  });

  it('go on from what was there, when the one before was refused', async () => {
    const { send, answer } = server();
    const refused = inTurn('/plans/b', 1, () => Promise.reject(new Error('422')), at);
    const next = inTurn('/plans/b', 1, send, at);
    await expect(refused).rejects.toThrow('422');
    await answer();
    expect(await next).toEqual({ version: 2 });
  });

  it('are refused where somebody else was faster', async () => {
    const { send, answer, changeBehindMyBack } = server();
    const first = inTurn('/plans/c', 1, send, at);
    const second = inTurn('/plans/c', 1, send, at);
    await answer();
    await first;
    changeBehindMyBack();
    await Promise.all([expect(second).rejects.toThrow('412'), answer()]);
  });
});

it('the object of an edit is its address without the step', () => {
  expect(objectOf({ path: '/meeting-plans/:id/announce' }, { id: 'x' })).toBe('/meeting-plans/x');
  expect(objectOf({ path: '/rounds/:id/members/:personId' }, { id: 'x', personId: 'y' })).toBe(
    '/rounds/x/members/y',
  );
});
