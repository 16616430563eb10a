import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, formatDue, today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { type AgendaEntry, readToDo } from '../agenda.contract.ts';
import { urgencies, urgencyOf } from '../agenda.rules.ts';
import { kindWords, stepWord, stepWords } from './agenda-words.ts';
import css from './to-do-page.module.css';

const m = messages({
  zh: {
    title: '待办',
    lead: (overdue: number, soon: number) =>
      overdue > 0
        ? `已逾期 ${overdue} 项，一周内到期 ${soon} 项。`
        : soon > 0
          ? `没有逾期，一周内到期 ${soon} 项。`
          : '没有逾期，一周内也没有到期的事项。',
    next: '先做这三件',
    one: '先做这一件',
    waits: '有人在等',
    more: '还有更多事项没有列出。先办完上面的，其余会依次出现。',
    empty: '目前没有待办',
    teach:
      '责任清单发布后，到期事项会按日期出现在这里；会议、任务、谈话记录一次，对应的事项自动消失，不需要再到别处打勾。',
    calendar: '看日历',
    rest: (n: number) => `另 ${n} 项`,
    groups: {
      overdue: '已逾期',
      today: '今天',
      soon: '一周内',
      waiting: '有人在等，不限日期',
      later: '以后',
      undated: '不限日期',
    },
  },
  en: {
    title: 'To do',
    lead: (overdue, soon) =>
      overdue > 0
        ? `${overdue} overdue, ${soon} due within a week.`
        : soon > 0
          ? `Nothing overdue, ${soon} due within a week.`
          : 'Nothing overdue, and nothing due within a week.',
    next: 'These three first',
    one: 'This one first',
    waits: 'Somebody waits',
    more: 'There is more than is listed. Finish these and the rest will follow.',
    empty: 'Nothing to do',
    teach:
      'Once duty lists are issued, what is due appears here by date. A meeting, task or talk is recorded once, and whatever it fulfils disappears by itself: there is nothing to tick off elsewhere.',
    calendar: 'Open the calendar',
    rest: (n) => `${n} more`,
    groups: {
      overdue: 'Overdue',
      today: 'Today',
      soon: 'Within a week',
      waiting: 'Somebody waits, no date',
      later: 'Later',
      undated: 'No date',
    },
  },
});

/** What the reader has to do: the next three first, then everything by date. */
export default function ToDoPage() {
  const t = useMessages(m);
  const { data, error, refetch } = useCall(readToDo, {});
  const soon = data ? data.counts.today + data.counts.soon : 0;
  const shown = new Set(data?.next.map(keyOf));
  return (
    <PageFrame
      title={t.title}
      lead={data && data.items.length > 0 ? t.lead(data.counts.overdue, soon) : undefined}
    >
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : data.items.length === 0 ? (
        <Panel>
          <EmptyState title={t.empty} action={<AppLink to="/calendar">{t.calendar}</AppLink>}>
            {t.teach}
          </EmptyState>
        </Panel>
      ) : (
        <>
          <NextThree items={data.next} />
          {urgencies.map((urgency) => {
            const items = data.items.filter(
              (item) => urgencyOf(item, today()) === urgency && !shown.has(keyOf(item)),
            );
            // Those that stand above are counted in the lead and not here.
            const note = items.length < data.counts[urgency] ? t.rest(items.length) : String(items.length);
            return items.length === 0 ? null : (
              <Panel key={urgency} title={t.groups[urgency]} note={note} flush>
                <ul className={css['list']}>
                  {items.map((item) => (
                    <Line key={keyOf(item)} item={item} />
                  ))}
                </ul>
              </Panel>
            );
          })}
          {data.more && <Note>{t.more}</Note>}
        </>
      )}
    </PageFrame>
  );
}

function NextThree({ items }: { items: readonly AgendaEntry[] }) {
  const t = useMessages(m);
  const words = useMessages(stepWords);
  const kinds = useMessages(kindWords);
  return (
    <section aria-labelledby="next-three">
      <h2 id="next-three" className={css['heading']}>
        {items.length === 1 ? t.one : t.next}
      </h2>
      <ol className={css['next']}>
        {items.map((item, at) => (
          <li key={keyOf(item)} className={css['card']}>
            <span className={css['place']} aria-hidden="true">
              {at + 1}
            </span>
            <div className={css['words']}>
              <p className={css['what']}>{item.title}</p>
              <p className={css['about']}>
                {kinds[item.kind]}
                {item.orgName ? ` · ${item.orgName}` : ''}
              </p>
              <p>
                <Due item={item} /> {item.waitsOnMe && <StateTag shade="info">{t.waits}</StateTag>}
              </p>
            </div>
            <AppLink
              to={item.link}
              className={item.action === 'attend' || item.action === 'look' ? css['quiet'] : css['go']}
            >
              {stepWord(words, item.action)}
            </AppLink>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Line({ item }: { item: AgendaEntry }) {
  const t = useMessages(m);
  const words = useMessages(stepWords);
  const kinds = useMessages(kindWords);
  return (
    <li className={css['line']}>
      <AppLink to={item.link} className={css['name']}>
        {item.title}
      </AppLink>
      <span className={css['about']}>
        {kinds[item.kind]}
        {item.orgName ? ` · ${item.orgName}` : ''}
        {item.waitsOnMe && item.dueOn ? ` · ${t.waits}` : ''}
      </span>
      <span className={css['due']}>
        <Due item={item} />
      </span>
      <span className={css['step']}>{stepWord(words, item.action)}</span>
    </li>
  );
}

/** When it is due: the day, and how far away that is. Overdue is said in words, not by colour alone. */
function Due({ item }: { item: AgendaEntry }) {
  if (!item.dueOn) return null;
  const urgency = urgencyOf(item, today());
  const shade =
    urgency === 'overdue' ? 'bad' : urgency === 'today' || urgency === 'soon' ? 'warn' : 'neutral';
  return (
    <>
      <StateTag shade={shade}>{formatDue(item.dueOn)}</StateTag>{' '}
      <span className="z-quiet">{formatDay(item.dueOn)}</span>
    </>
  );
}

function keyOf(item: AgendaEntry): string {
  return `${item.kind} ${item.id}`;
}
