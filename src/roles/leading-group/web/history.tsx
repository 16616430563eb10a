import type { ReactNode } from 'react';
import type { z } from 'zod';
import { formatDay, formatInstant } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Panel } from '#shell/web/panel.tsx';
import type { eventView } from '../leading-group.contract.ts';
import css from './leading.module.css';
import { eventWord, leadingWords } from './leading-words.ts';

const m = messages({
  zh: {
    title: '经过',
    note: '只增不改',
    graded: (likelihood: number, impact: number) => `可能性 ${likelihood}、影响 ${impact}`,
    next: (day: string) => `下次复核 ${day}`,
  },
  en: {
    title: 'History',
    note: 'only added to',
    graded: (likelihood, impact) => `likelihood ${likelihood}, impact ${impact}`,
    next: (day) => `next review ${day}`,
  },
});

/** What happened to a topic or a risk, from the first on. */
export function History({
  events,
  children,
}: {
  events: readonly z.infer<typeof eventView>[];
  children?: ReactNode;
}) {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  return (
    <Panel title={t.title} note={t.note}>
      {children}
      <ul className={css['history']}>
        {events.map((event) => (
          <li key={event.id}>
            <span className={css['head']}>
              <strong>{eventWord(words.events, event.action)}</strong>
              <span className={css['quiet']}>
                {event.who} · {formatInstant(event.at)}
              </span>
              {event.likelihood !== null && event.impact !== null && (
                <span className={css['quiet']}>{t.graded(event.likelihood, event.impact)}</span>
              )}
              {event.reviewOn && <span className={css['quiet']}>{t.next(formatDay(event.reviewOn))}</span>}
            </span>
            {event.note && <p className={css['text']}>{event.note}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
