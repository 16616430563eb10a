import { AppLink } from '#shell/web/app-link.tsx';
import { formatDayShort, formatDue } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { StateTag } from '#shell/web/panel.tsx';
import type { MapItem } from '../map/map.contract.ts';
import { boardColumns } from '../map/map.rules.ts';
import css from './map.module.css';
import { MapFrame } from './map-frame.tsx';
import { letterWords, taskWords } from './task-words.ts';

const m = messages({
  zh: {
    title: '任务看板',
    lead: '每列是任务走到的一步；卡片上写着谁负责、结果到了几条、在等谁。',
    nothing: '没有',
    waits: (n: number) => `等 ${n} 项前置`,
    outcomes: (done: number, all: number) => `结果 ${done}/${all}`,
    below: (done: number, all: number) => `分解 ${done}/${all}`,
    parts: (done: number, all: number) => `分工 ${done}/${all}`,
    mine: (letters: string) => `我：${letters}`,
    late: '逾期',
  },
  en: {
    title: 'Board of tasks',
    lead: 'A column is a step in a task’s life; a card says who answers, how many outcomes are in, and what it waits for.',
    nothing: 'None',
    waits: (n) => `waits for ${n}`,
    outcomes: (done, all) => `outcomes ${done}/${all}`,
    below: (done, all) => `below ${done}/${all}`,
    parts: (done, all) => `parts ${done}/${all}`,
    mine: (letters) => `Me: ${letters}`,
    late: 'late',
  },
});

/** Tasks as a board, a column a step. Cards are links in reading order, so that the keyboard walks column by column. */
export default function BoardPage() {
  const t = useMessages(m);
  const words = useMessages(taskWords);
  return (
    <MapFrame view="board" title={t.title} lead={t.lead}>
      {(items) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className={css['board']} aria-label={t.title} tabIndex={0}>
          {boardColumns.map((state) => {
            const cards = items.filter((item) => item.state === state);
            return (
              <section key={state} className={css['column']} aria-label={words.states[state]}>
                <h2>
                  {words.states[state]} <span className="z-quiet">{cards.length}</span>
                </h2>
                {cards.length === 0 ? (
                  <p className="z-quiet">{t.nothing}</p>
                ) : (
                  <ul>
                    {cards.map((item) => (
                      <Card key={item.id} item={item} />
                    ))}
                  </ul>
                )}
              </section>
            );
          })}
        </section>
      )}
    </MapFrame>
  );
}

function Card({ item }: { item: MapItem }) {
  const t = useMessages(m);
  const letters = useMessages(letterWords);
  const { progress } = item;
  const facts = [
    progress.outcomes > 0 && t.outcomes(progress.reached, progress.outcomes),
    progress.children > 0 && t.below(progress.childrenDone, progress.children),
    progress.parts > 0 && t.parts(progress.partsDone, progress.parts),
  ].filter((fact): fact is string => fact !== false);
  return (
    <li className={`${css['card']} ${item.firstLateOn ? css['late'] : ''}`}>
      <AppLink to={`/tasks/${item.id}`}>{item.title}</AppLink>
      <p>
        {item.ownerName} · <span className="z-number">{formatDayShort(item.dueOn)}</span>
      </p>
      <p className="z-quiet">{item.orgName}</p>
      <p className={css['tags']}>
        {item.firstLateOn && (
          <StateTag shade="bad">{item.state === 'done' ? t.late : formatDue(item.dueOn)}</StateTag>
        )}
        {item.waits > 0 && <StateTag shade="warn">{t.waits(item.waits)}</StateTag>}
        {item.letters.length > 0 && (
          <StateTag shade="brand">
            {t.mine(item.letters.map((letter) => letters[letter]).join('、'))}
          </StateTag>
        )}
      </p>
      {facts.length > 0 && <p className="z-quiet">{facts.join(' · ')}</p>}
    </li>
  );
}
