import { describe, expect, it } from 'vitest';
import { differencesOf } from './conflict.ts';
import { ProblemError } from './problem-error.ts';

const error = new ProblemError({
  code: 'request/stale',
  message: '',
  status: 412,
  data: { current: { title: '新的标题', dueOn: '2026-12-01', note: '' } },
});

describe('the differences of a stale edit', () => {
  it('are those of the named fields only', () => {
    const body = { title: '我的标题', dueOn: '2026-12-01', secret: 'x' };
    expect(differencesOf({ error, body, fields: { title: '标题', dueOn: '时限', note: '备注' } })).toEqual([
      { name: '标题', now: '新的标题', mine: '我的标题' },
    ]);
  });

  it('show what is empty as such', () => {
    expect(differencesOf({ error, body: { note: '写了一句' }, fields: { note: '备注' } })).toEqual([
      { name: '备注', now: '—', mine: '写了一句' },
    ]);
  });
});
