import type { ResponseOf } from '#platform/http/endpoint.ts';
import { formatDay } from '#shell/web/format.ts';
import { useMessages } from '#shell/web/messages.ts';
import { StateTag } from '#shell/web/panel.tsx';
import type { readSession } from '../leading-group.contract.ts';
import css from './leading.module.css';
import { followShades, leadingWords } from './leading-words.ts';

/** What became of earlier decisions: read, never written. */
export function FeedbackList({ items }: { items: ResponseOf<typeof readSession>['feedback'] }) {
  const words = useMessages(leadingWords);
  return (
    <ul className={css['list']}>
      {items.map((item) => (
        <li key={item.decisionId}>
          <span className={css['head']}>
            <StateTag shade={followShades[item.state]}>{words.states[item.state]}</StateTag>
            <span>{item.text}</span>
          </span>
          <span className={css['quiet']}>
            {[item.owner, item.dueOn && formatDay(item.dueOn)].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
