import { englishFor } from '#shell/web/error-sentence.tsx';
import { messages } from '#shell/web/messages.ts';
import type { Shade } from '#shell/web/panel.tsx';
import type { DisputeState } from '../disputes.rules.ts';

/** The words that the pages of disputes share. */
export const disputeWords = messages({
  zh: {
    states: { open: '陈述中', provisional: '到期暂管', ruled: '已裁定', withdrawn: '已撤回' },
    claims: { ours: '应由我方负责', theirs: '应由对方负责', shared: '应共同负责' },
    bases: {
      list: '现行责任清单写明的责任人',
      precedent: '有相似先例',
      receiver: '首先接到这件事（首接负责）',
    },
    actions: { raise: '提出', answer: '陈述', lapse: '到期，确定暂管方', rule: '裁定', withdraw: '撤回' },
    running: '未裁定',
  },
  en: {
    states: {
      open: 'Being heard',
      provisional: 'Provisional owner',
      ruled: 'Ruled',
      withdrawn: 'Taken back',
    },
    claims: { ours: 'It is ours', theirs: 'It is theirs', shared: 'It should be shared' },
    bases: {
      list: 'named by the duty list in force',
      precedent: 'by a precedent',
      receiver: 'received it first',
    },
    actions: {
      raise: 'Raised',
      answer: 'Stated',
      lapse: 'Time ran out: provisional owner',
      rule: 'Ruled',
      withdraw: 'Taken back',
    },
    running: 'Not ruled',
  },
});

/** The colour of a state. */
export const stateShades: Record<DisputeState, Shade> = {
  open: 'info',
  provisional: 'warn',
  ruled: 'good',
  withdrawn: 'neutral',
};

englishFor({
  'disputes/binds-others':
    'Whoever it is ruled to be does not bear this duty: a new wording would only bind others. Say that it binds all, or leave the wording.',
  'disputes/not-in-this-state': 'This cannot be done in the present state. Reload the page to see what can.',
  'disputes/same-party': 'An organisation is one party only. Inside one organisation, name the two persons.',
  'disputes/no-party': 'Only the parties can state their view.',
  'disputes/not-raised': 'Only whoever raised it can take it back.',
  'disputes/not-judge': 'It is ruled at its own level, where you do not stand.',
  'disputes/own-case': 'You are a party and cannot rule your own case.',
  'disputes/not-heard': 'Not all parties have been heard, and their time has not run out yet.',
  'disputes/unknown-organisation': 'One party does not exist or was dissolved. Choose from the list.',
  'disputes/no-judge': 'There is no level above the parties that could rule. Check the parties.',
  'disputes/unknown-duty': 'The list in force has no such duty. Choose from the list, or leave it empty.',
  'disputes/unknown-party': 'Choose one of the parties.',
  'disputes/duty-there': 'The list has this duty already: reword it instead of adding another.',
  'disputes/no-precedent': 'This precedent does not exist or is not ruled yet.',
  'disputes/no-list':
    'The owner’s unit has no list in force that this could be added to. Rule without adding it.',
});
