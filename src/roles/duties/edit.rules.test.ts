import { describe, expect, test } from 'vitest';
import { decideParts } from './edit.rules.ts';

const index = {
  post: new Map([['branch-secretary', {}]]),
  right: new Map([['lecture', {}]]),
  evidenceKind: new Map([['minutes', {}]]),
} as never;
const before = {
  needs: ['lecture'],
  do: { posts: ['branch-secretary'], or_owner: true },
  guide: { posts: ['branch-secretary'] },
  assist: [],
};

describe('the parts of a duty after an edit', () => {
  test('saved as they were they are the same text, boxes left unticked included', () => {
    const same = { do: { ...before.do }, guide: { posts: ['branch-secretary'], above: false } };
    expect(decideParts(same, before, index)).toEqual({ ok: true, value: before });
  });

  test('a box that is ticked, or no longer is, makes another text', () => {
    const edit = { do: { posts: ['branch-secretary'], or_owner: false }, guide: { posts: [], above: true } };
    expect(decideParts(edit, before, index)).toEqual({
      ok: true,
      value: { ...before, do: { posts: ['branch-secretary'] }, guide: { posts: [], above: true } },
    });
  });

  test('what there is not is refused by name', () => {
    expect(decideParts({ needs: ['fly'] }, before, index)).toMatchObject({
      ok: false,
      refusal: { code: 'duties/unknown-right', data: { ids: ['fly'] } },
    });
  });
});
