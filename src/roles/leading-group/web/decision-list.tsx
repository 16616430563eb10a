import { AppLink } from '#shell/web/app-link.tsx';
import { formatDay, formatDue } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { StateTag } from '#shell/web/panel.tsx';
import { inBrackets } from '#shell/web/punctuation.ts';
import type { DecisionView } from '../leading-group.contract.ts';
import css from './leading.module.css';
import { followShades, leadingWords, verdictShades } from './leading-words.ts';

const m = messages({
  zh: {
    task: '看任务',
    problem: '看台账',
    on: (day: string) => `${day} 会议`,
    ended: (day: string) => `${day} 会议废止`,
  },
  en: {
    task: 'The task',
    problem: 'The problem',
    on: (day) => `Session of ${day}`,
    ended: (day) => `ended by the session of ${day}`,
  },
});

/** Decisions with where each stands today: read from the task or problem that followed. */
export function DecisionList({ items }: { items: readonly DecisionView[] }) {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  return (
    <ul className={css['list']}>
      {items.map((item) => (
        <li key={item.id}>
          <span className={css['head']}>
            <AppLink to={`/leading-group/topics/${item.topicId}`}>{item.topic}</AppLink>
            <StateTag shade={verdictShades[item.verdict]}>{words.verdicts[item.verdict]}</StateTag>
            <StateTag shade={followShades[item.state]}>{words.states[item.state]}</StateTag>
          </span>
          <p className={css['text']}>{item.text}</p>
          <span className={`${css['head']} ${css['quiet']}`}>
            <AppLink to={`/leading-group/sessions/${item.sessionId}`}>{t.on(formatDay(item.onDay))}</AppLink>
            {(item.subject || item.owner) && (
              <span>{[item.subject, item.owner].filter(Boolean).join(' · ')}</span>
            )}
            {item.dueOn && (
              <span className={item.state === 'overdue' ? css['late'] : undefined}>
                {formatDay(item.dueOn)}
                {(item.state === 'overdue' || item.state === 'open') && inBrackets(formatDue(item.dueOn))}
              </span>
            )}
            {item.taskId && <AppLink to={`/tasks/${item.taskId}`}>{t.task}</AppLink>}
            {item.ended && (
              <AppLink to={`/leading-group/sessions/${item.ended.sessionId}`}>
                {t.ended(formatDay(item.ended.onDay))}
              </AppLink>
            )}
            {item.problemId && <AppLink to={`/ledger/${item.problemId}`}>{t.problem}</AppLink>}
          </span>
        </li>
      ))}
    </ul>
  );
}
