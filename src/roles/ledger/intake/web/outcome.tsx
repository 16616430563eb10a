import { formatDay } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Facts, StateTag } from '#shell/web/panel.tsx';
import { ledgerWords, stateShades } from '../../web/ledger-words.ts';
import type { ReceiptView } from '../intake.contract.ts';
import { intakeWords, reportShades } from './intake-words.ts';

const m = messages({
  zh: {
    state: '办理情况',
    org: '受理单位',
    received: '收到日期',
    triage: '受理期限',
    reason: '不受理的理由',
    reply: '答复',
    problem: '问题进展',
    due: '解决时限',
    closed: '销号日期',
    answer: '办理结果',
  },
  en: {
    state: 'State',
    org: 'Sent to',
    received: 'Received',
    triage: 'To be decided by',
    reason: 'Why it was declined',
    reply: 'Answer',
    problem: 'The problem',
    due: 'To be solved by',
    closed: 'Closed',
    answer: 'What was done',
  },
});

/** What became of a report, as its reporter sees it. */
export function OutcomeFacts({ outcome }: { outcome: Omit<ReceiptView, 'settledOn'> }) {
  const t = useMessages(m);
  const words = useMessages(intakeWords);
  const ledger = useMessages(ledgerWords);
  const pick = useLabel();
  const { problem } = outcome;
  return (
    <Facts
      items={[
        {
          label: t.state,
          value: <StateTag shade={reportShades[outcome.state]}>{words.states[outcome.state]}</StateTag>,
        },
        { label: t.org, value: outcome.orgName },
        { label: t.received, value: formatDay(outcome.receivedOn) },
        outcome.state === 'new' && { label: t.triage, value: formatDay(outcome.triageBy) },
        problem !== null && {
          label: t.problem,
          value: <StateTag shade={stateShades[problem.state]}>{ledger.states[problem.state]}</StateTag>,
        },
        problem !== null &&
          (problem.closedOn === null
            ? { label: t.due, value: formatDay(problem.dueOn) }
            : { label: t.closed, value: formatDay(problem.closedOn) }),
        problem !== null && problem.answer !== '' && { label: t.answer, value: problem.answer, wide: true },
        outcome.reason !== null && { label: t.reason, value: pick(outcome.reason), wide: true },
        outcome.reply !== '' && { label: t.reply, value: outcome.reply, wide: true },
      ]}
    />
  );
}
