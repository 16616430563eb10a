import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedActions, flawsOf } from '#kernel/transitions.ts';
import {
  decideDeadline,
  decideEvidence,
  decidePostponement,
  decideProblem,
  firstLate,
  type LedgerActor,
  type ProblemFacts,
  problemActions,
  problemCycle,
  problemStates,
} from './ledger.rules.ts';

const problem: ProblemFacts = {
  state: 'open',
  source: 'masses',
  ownerPersonId: 'owner',
  reporterAccountId: 'acc-reporter',
  reporterPersonId: 'reporter',
  submitterAccountId: null,
  submitterPersonId: null,
  dueOn: '2026-06-30',
  firstLateOn: null,
};
const owner: LedgerActor = { accountId: 'acc-owner', personId: 'owner', supervises: false, leads: false };
const secretary: LedgerActor = {
  accountId: 'acc-secretary',
  personId: 'secretary',
  supervises: false,
  leads: true,
};
const officer: LedgerActor = {
  accountId: 'acc-officer',
  personId: 'officer',
  supervises: true,
  leads: false,
};
const clerk: LedgerActor = { accountId: 'acc-clerk', personId: null, supervises: true, leads: false };
const submitted: ProblemFacts = {
  ...problem,
  state: 'submitted',
  submitterAccountId: 'acc-owner',
  submitterPersonId: 'owner',
};

const codeOf = (result: ReturnType<typeof decideProblem>) =>
  result.ok ? result.value.to : result.refusal.code;

describe('the life of a problem', () => {
  it('is a sound graph in which every row has its basis', () => {
    expect(flawsOf(problemCycle)).toEqual([]);
  });

  it('leads to closed only through verification', () => {
    expect(problemCycle.rows.filter((row) => row.to === 'closed').map((row) => row.action)).toEqual([
      'verify',
    ]);
  });

  it('leaves a closed problem read-only but for reopening', () => {
    expect(allowedActions(problemCycle, 'closed')).toEqual(['reopen']);
  });

  it('goes from open to closed by owner and second person', () => {
    expect(codeOf(decideProblem(problem, 'accept', owner))).toBe('in-progress');
    expect(codeOf(decideProblem({ ...problem, state: 'in-progress' }, 'submit', owner))).toBe('submitted');
    expect(codeOf(decideProblem(submitted, 'verify', officer))).toBe('closed');
    expect(codeOf(decideProblem({ ...submitted, state: 'closed' }, 'reopen', officer))).toBe('reopened');
    expect(codeOf(decideProblem({ ...submitted, state: 'reopened' }, 'submit', owner))).toBe('submitted');
  });

  it('refuses every action that its state does not allow, and says which it does', () => {
    for (const state of problemStates) {
      for (const action of problemActions) {
        const result = decideProblem({ ...problem, state }, action, clerk);
        const exists = problemCycle.rows.some((row) => row.from === state && row.action === action);
        if (!exists)
          expect(codeOf(result)).toBe(state === 'closed' ? 'ledger/closed' : 'ledger/not-in-this-state');
      }
    }
  });
});

describe('the second person', () => {
  it('is neither owner nor reporter nor submitter, by person or by account', () => {
    expect(codeOf(decideProblem(submitted, 'verify', { ...officer, personId: 'owner' }))).toBe(
      'ledger/not-second-person',
    );
    expect(codeOf(decideProblem(submitted, 'verify', { ...officer, personId: 'reporter' }))).toBe(
      'ledger/not-second-person',
    );
    expect(codeOf(decideProblem(submitted, 'verify', { ...clerk, accountId: 'acc-reporter' }))).toBe(
      'ledger/not-second-person',
    );
    const bySecretary = { ...submitted, submitterAccountId: 'acc-secretary', submitterPersonId: 'secretary' };
    expect(codeOf(decideProblem(bySecretary, 'verify', secretary))).toBe('ledger/not-second-person');
    expect(codeOf(decideProblem(bySecretary, 'return', secretary))).toBe('ledger/not-second-person');
  });

  it('may be the secretary, except for what an assessment found', () => {
    expect(codeOf(decideProblem(submitted, 'verify', secretary))).toBe('closed');
    expect(codeOf(decideProblem({ ...submitted, source: 'assessment' }, 'verify', secretary))).toBe(
      'ledger/verifier-level',
    );
    expect(codeOf(decideProblem({ ...submitted, source: 'assessment' }, 'verify', clerk))).toBe('closed');
  });

  it('is never among those involved, whoever they are', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const nobody = fc.option(id);
    fc.assert(
      fc.property(
        fc.record({
          ownerPersonId: id,
          reporterPersonId: nobody,
          reporterAccountId: id.map((x) => `acc-${x}`),
          submitterPersonId: nobody,
          submitterAccountId: nobody.map((x) => (x ? `acc-${x}` : null)),
        }),
        fc.record({ personId: nobody, accountId: id.map((x) => `acc-${x}`) }),
        (people, actor) => {
          const result = decideProblem({ ...submitted, ...people }, 'verify', { ...clerk, ...actor });
          if (!result.ok) return;
          expect([people.ownerPersonId, people.reporterPersonId, people.submitterPersonId]).not.toContain(
            actor.personId ?? 'nobody',
          );
          expect([people.reporterAccountId, people.submitterAccountId]).not.toContain(actor.accountId);
        },
      ),
    );
  });
});

describe('evidence', () => {
  const kinds = [
    { id: 'photo', type: 'trace' as const },
    { id: 'figure', type: 'result' as const },
  ];
  it('shows an effect, not only that something was done', () => {
    const photo = { kind: 'photo', text: '照片三张' };
    const figure = { kind: 'figure', text: '叫号系统十月数据' };
    expect(decideEvidence([photo], kinds)).toMatchObject({
      refusal: { code: 'ledger/no-effect', status: 422 },
    });
    expect(decideEvidence([], kinds).ok).toBe(false);
    expect(decideEvidence([photo, figure], kinds).ok).toBe(true);
    expect(decideEvidence([{ kind: 'rumour', text: '听说' }, figure], kinds)).toMatchObject({
      refusal: { code: 'ledger/evidence-kind' },
    });
  });
});

describe('who may do the rest', () => {
  it('keeps work with the owner or the secretary, dates and owners with those above', () => {
    expect(codeOf(decideProblem(problem, 'accept', officer))).toBe('ledger/not-owner');
    expect(codeOf(decideProblem(problem, 'accept', secretary))).toBe('in-progress');
    expect(codeOf(decideProblem(problem, 'postpone', owner))).toBe('ledger/not-supervisor');
    expect(codeOf(decideProblem(problem, 'reassign', officer))).toBe('open');
  });
});

describe('lateness', () => {
  it('starts the day after the deadline', () => {
    expect(firstLate(problem, '2026-06-30')).toBeNull();
    expect(firstLate(problem, '2026-07-01')).toBe('2026-07-01');
    expect(firstLate(problem, '2026-09-09')).toBe('2026-07-01');
    expect(firstLate({ ...problem, state: 'closed' }, '2026-09-09')).toBeNull();
  });

  it('is never forgotten, whatever happens later', () => {
    const day = fc
      .integer({ min: 0, max: 400 })
      .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        fc.array(fc.record({ today: day, dueOn: day, state: fc.constantFrom(...problemStates) })),
        (steps) => {
          let noted: string | null = null;
          for (const step of [...steps].sort((a, b) => (a.today < b.today ? -1 : 1))) {
            const now = firstLate({ ...problem, ...step, firstLateOn: noted }, step.today);
            if (noted) expect(now).toBe(noted);
            noted = now;
          }
        },
      ),
    );
  });

  it('is not washed away by a postponement, which must be a later day', () => {
    expect(firstLate({ ...problem, dueOn: '2026-12-31', firstLateOn: '2026-07-01' }, '2026-08-01')).toBe(
      '2026-07-01',
    );
    expect(decidePostponement(problem, '2026-06-30', '2026-06-01').ok).toBe(false);
    expect(decidePostponement(problem, '2026-07-15', '2026-07-20').ok).toBe(false);
    expect(decidePostponement(problem, '2026-07-31', '2026-07-20').ok).toBe(true);
    expect(decideDeadline('2026-06-01', '2026-06-02').ok).toBe(false);
    expect(decideDeadline('2026-06-02', '2026-06-02').ok).toBe(true);
  });
});
