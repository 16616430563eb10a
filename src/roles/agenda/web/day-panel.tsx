import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { type AgendaEntry, readDay } from '../agenda.contract.ts';
import { kindWords } from './agenda-words.ts';
import css from './calendar-page.module.css';

const m = messages({
  zh: {
    empty: '这一天没有到期事项。',
    done: '已办结',
    open: '未办结',
    many: (n: number) => `${n} 人`,
    more: '还有更多，此处只列前 100 项。',
  },
  en: {
    empty: 'Nothing falls due on this day.',
    done: 'Done',
    open: 'Open',
    many: (n) => `${n} people`,
    more: 'There is more; only the first 100 are listed.',
  },
});

type Props = { day: string; orgId: string | undefined };

/** One day of the calendar, beside the month. */
export function DayPanel({ day, orgId }: Props) {
  return (
    <Panel title={formatDay(day)} flush>
      <DayItems day={day} orgId={orgId} />
    </Panel>
  );
}

/** What one day holds. The same duty of several people stands once, with their number. */
export function DayItems({ day, orgId }: Props) {
  const t = useMessages(m);
  const kinds = useMessages(kindWords);
  const { data, error, refetch } = useCall(readDay, { params: { day }, query: { orgId } });
  if (error) {
    return (
      <div className={css['inset']}>
        <ErrorSentence error={error} onRetry={() => void refetch()} compact />
      </div>
    );
  }
  if (!data) return <Skeleton lines={2} />;
  if (data.items.length === 0) return <p className={css['inset']}>{t.empty}</p>;
  return (
    <>
      <ul className={css['items']}>
        {grouped(data.items).map(({ item, count }) => (
          <li key={`${item.kind} ${item.id}`}>
            <AppLink to={item.link}>{item.title}</AppLink>
            <span className="z-quiet">
              {kinds[item.kind]}
              {count > 1 ? ` · ${t.many(count)}` : ''}
            </span>
            <StateTag shade={item.done ? 'good' : 'neutral'}>{item.done ? t.done : t.open}</StateTag>
          </li>
        ))}
      </ul>
      {data.more && <p className={css['inset']}>{t.more}</p>}
    </>
  );
}

function grouped(items: readonly AgendaEntry[]): { item: AgendaEntry; count: number }[] {
  const groups = new Map<string, { item: AgendaEntry; count: number }>();
  for (const item of items) {
    const key = item.kind === 'obligation' ? `${item.title} ${item.orgId} ${item.done}` : item.id;
    const known = groups.get(key);
    if (known) known.count += 1;
    else groups.set(key, { item, count: 1 });
  }
  return [...groups.values()];
}
