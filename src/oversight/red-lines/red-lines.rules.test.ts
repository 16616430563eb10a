import { describe, expect, it } from 'vitest';
import {
  decideConfirmation,
  decideEntry,
  decideLifting,
  type RedLineFacts,
  redLineState,
} from './red-lines.rules.ts';

const line: RedLineFacts = {
  fromOn: '2026-05-01',
  toOn: '2026-10-31',
  liftedOn: null,
  confirmed: true,
  enteredBy: { accountId: 'acc-1', personId: 'p1' },
};
const code = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? 'ok' : result.refusal?.code;

describe('a red line', () => {
  it('has effect only between its days, and only when a second person confirmed it', () => {
    expect(redLineState(line, '2026-04-30')).toBe('coming');
    expect(redLineState(line, '2026-05-01')).toBe('in-force');
    expect(redLineState(line, '2026-10-31')).toBe('in-force');
    expect(redLineState(line, '2026-11-01')).toBe('ended');
    expect(redLineState({ ...line, confirmed: false }, '2026-06-01')).toBe('waiting');
    expect(redLineState({ ...line, toOn: null }, '2030-01-01')).toBe('in-force');
  });

  it('needs a document with number and organ', () => {
    const entry = {
      document: '纪〔2026〕3号',
      organ: '机关纪委',
      issuedOn: '2026-04-30',
      fromOn: '2026-05-01',
      toOn: null,
    };
    expect(code(decideEntry(entry))).toBe('ok');
    expect(code(decideEntry({ ...entry, document: '' }))).toBe('red-lines/no-document');
    expect(code(decideEntry({ ...entry, organ: '' }))).toBe('red-lines/no-document');
    expect(code(decideEntry({ ...entry, fromOn: '2026-04-29' }))).toBe('red-lines/days');
    expect(code(decideEntry({ ...entry, toOn: '2026-04-30' }))).toBe('red-lines/days');
  });

  it('is confirmed by another person than who entered it', () => {
    const waiting = { ...line, confirmed: false };
    expect(code(decideConfirmation(waiting, { accountId: 'acc-1', personId: null }, '2026-06-01'))).toBe(
      'red-lines/same-person',
    );
    expect(code(decideConfirmation(waiting, { accountId: 'acc-2', personId: 'p1' }, '2026-06-01'))).toBe(
      'red-lines/same-person',
    );
    expect(code(decideConfirmation(waiting, { accountId: 'acc-2', personId: 'p2' }, '2026-06-01'))).toBe(
      'ok',
    );
    expect(code(decideConfirmation(line, { accountId: 'acc-2', personId: 'p2' }, '2026-06-01'))).toBe(
      'red-lines/confirmed',
    );
    expect(code(decideConfirmation(waiting, { accountId: 'acc-2', personId: 'p2' }, '2026-11-01'))).toBe(
      'red-lines/ended',
    );
  });

  it('has no effect from the day on which it is lifted', () => {
    expect(code(decideLifting(line, '2026-06-01'))).toBe('ok');
    const lifted = { ...line, liftedOn: '2026-06-01' };
    expect(redLineState(lifted, '2026-05-31')).toBe('in-force');
    expect(redLineState(lifted, '2026-06-01')).toBe('ended');
    expect(code(decideLifting(lifted, '2026-06-02'))).toBe('red-lines/ended');
    expect(code(decideLifting(line, '2026-11-01'))).toBe('red-lines/ended');
  });
});
