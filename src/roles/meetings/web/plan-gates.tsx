import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Panel, type Shade, StateTag } from '#shell/web/panel.tsx';
import type { PlanView } from '../plans/plans.contract.ts';
import css from './meetings.module.css';

const m = messages({
  zh: {
    title: '程序要求',
    note: '每一条写明依据',
    states: { met: '已满足', waiting: '待办', short: '不足', 'at-meeting': '会上核对' },
    none: '这类会议没有人数、表决和程序上的特别规定。',
  },
  en: {
    title: 'What the clauses ask',
    note: 'each with its basis',
    states: { met: 'met', waiting: 'to do', short: 'short', 'at-meeting': 'at the meeting' },
    none: 'No quorum, vote or course is prescribed for this kind of meeting.',
  },
});

const shades: Record<PlanView['gates'][number]['state'], Shade> = {
  met: 'good',
  waiting: 'info',
  short: 'warn',
  'at-meeting': 'neutral',
};

/** What the clauses ask of a meeting, each with its basis and how it stands. */
export function PlanGates({ gates }: { gates: PlanView['gates'] }) {
  const t = useMessages(m);
  const label = useLabel();
  return (
    <Panel title={t.title} note={t.note}>
      {gates.length === 0 ? (
        <p className="z-quiet">{t.none}</p>
      ) : (
        <ul className={css['gates']}>
          {gates.map((gate) => (
            <li key={gate.code}>
              <StateTag shade={shades[gate.state]}>{t.states[gate.state]}</StateTag>
              <span>
                {label(gate.text)}
                <small className={css['quiet']}>{gate.basis}</small>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
