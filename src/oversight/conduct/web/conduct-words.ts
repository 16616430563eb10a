import { englishFor } from '#shell/web/error-sentence.tsx';
import { messages } from '#shell/web/messages.ts';
import type { Shade } from '#shell/web/panel.tsx';
import type { CaseState, RoundState } from '../conduct.rules.ts';

/** Words that the pages of the yearly appraisal share. */
export const conductWords = messages({
  zh: {
    states: {
      pending: '待支部评价',
      evaluated: '待审核',
      checked: '已核对',
      reviewed: '待党组审定',
      approved: '待告知',
      told: '待本人表态',
      objected: '有异议',
      returned: '已退回',
      settled: '已办结',
    },
    rounds: { open: '支部评价中', frozen: '名册已冻结', drawn: '核对审核中', closed: '已办结' },
    actions: {
      evaluate: '支部评价',
      confirm: '核对属实',
      differ: '核对不一致，退回',
      review: '审核通过',
      return: '退回',
      approve: '审定',
      tell: '告知本人',
      accept: '没有异议',
      object: '提出异议',
      uphold: '维持并答复',
      settle: '办结',
    },
    check: '待抽考核对',
    sampled: '抽中',
    probationary: '预备党员，不评等次',
    noGrade: '—',
    year: (year: number) => `${year} 年`,
  },
  en: {
    states: {
      pending: 'waits for the branch',
      evaluated: 'waits for review',
      checked: 'checked',
      reviewed: 'waits for approval',
      approved: 'to be told',
      told: 'waits for the member',
      objected: 'objected',
      returned: 'returned',
      settled: 'settled',
    },
    rounds: { open: 'being evaluated', frozen: 'roster frozen', drawn: 'being reviewed', closed: 'closed' },
    actions: {
      evaluate: 'Evaluated by the branch',
      confirm: 'Checked: it stands',
      differ: 'Checked: it differs, returned',
      review: 'Reviewed',
      return: 'Returned',
      approve: 'Approved',
      tell: 'Told',
      accept: 'No objection',
      object: 'Objected',
      uphold: 'Upheld',
      settle: 'Settled',
    },
    check: 'waits for the check',
    sampled: 'drawn',
    probationary: 'probationary: no grade',
    noGrade: '—',
    year: (year) => `${year}`,
  },
});

/** The word for where a case stands: one that was drawn waits for its check before it is reviewed. */
export function stageWord(
  words: Pick<(typeof conductWords)['zh'], 'states' | 'check'>,
  row: { state: CaseState; sampled: boolean },
): string {
  return row.state === 'evaluated' && row.sampled ? words.check : words.states[row.state];
}

/** The colours beside the words. */
export const caseShade: Record<CaseState, Shade> = {
  pending: 'neutral',
  evaluated: 'info',
  checked: 'info',
  reviewed: 'info',
  approved: 'info',
  told: 'warn',
  objected: 'warn',
  returned: 'warn',
  settled: 'good',
};
export const roundShade: Record<RoundState, Shade> = {
  open: 'info',
  frozen: 'warn',
  drawn: 'info',
  closed: 'good',
};

englishFor({
  'conduct/not-in-this-state': 'This is not possible in the present state. Reload the page.',
  'conduct/not-yours': 'This step is the member’s own.',
  'conduct/own-case': 'Nobody decides on his own appraisal. Ask somebody else.',
  'conduct/not-your-part': 'This step belongs to another body.',
  'conduct/two-parts': 'You took another part in this one already; somebody else has to take this step.',
  'conduct/round-closed': 'This year is closed; it can only be read.',
  'conduct/roster-frozen': 'The roster is frozen; only those returned can be evaluated anew.',
  'conduct/not-drawn': 'The draw has not been made yet.',
  'conduct/not-sampled': 'This one was not drawn; there is nothing to check.',
  'conduct/check-first': 'This one was drawn: somebody from outside the branch checks it first.',
  'conduct/mark-every-aspect': 'Mark every aspect.',
  'conduct/say-why': 'Say why, in at least ten characters.',
  'conduct/no-grade-for-probationary': 'Probationary members get no grade.',
  'conduct/grade-missing': 'Choose a grade.',
  'conduct/top-share': 'A third of the branch’s full members have the top grade already.',
  'conduct/year': 'Only this year and the one before can be opened.',
  'conduct/nobody': 'The unit has no members to appraise yet.',
  'conduct/opened-already': 'This year was opened already.',
  'conduct/commit-first': 'The body above has to commit to a nonce before the roster is frozen.',
  'conduct/pending': 'Some members have not been evaluated by their branch yet.',
  'conduct/drawn-already': 'The draw was made; there is no second one.',
  'conduct/wrong-nonce': 'This nonce is not the one committed to.',
  'conduct/roster-changed': 'The roster is not the one that was frozen.',
  'conduct/unknown-source': 'Choose the source from the list.',
  'conduct/too-many': 'Too many at once: look at them page by page.',
  'conduct/text-changed': 'A text was changed after the review. Reload and look again.',
  'conduct/nothing-to-tell': 'Nothing approved waits to be told.',
  'conduct/nothing-approved': 'The leading group has not approved any of them yet.',
  'conduct/nothing-to-settle': 'Nobody’s days have passed yet.',
});
