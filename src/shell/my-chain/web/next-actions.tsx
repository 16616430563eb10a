import { type AgendaEntry, readToDo } from '#roles/agenda/agenda.contract.ts';
import { kindWords, stepWord, stepWords } from '#roles/agenda/web/agenda-words.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { daysUntil, formatDay, formatDue } from '#shell/web/format.ts';
import { Icon } from '#shell/web/icons.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import css from './my-chain.module.css';

const m = messages({
  zh: {
    title: '接下来先做',
    all: (n: number) => `全部待办 ${n} 项`,
    more: (n: number) => `全部待办 ${n} 项以上`,
    waits: '有人在等',
    free: '目前没有要办的事',
    freeText: '到期事项、任务和需要您确认的内容会出现在这里。',
  },
  en: {
    title: 'Next to do',
    all: (n) => `All ${n} to-dos`,
    more: (n) => `More than ${n} to-dos`,
    waits: 'Somebody waits',
    free: 'Nothing to do at the moment',
    freeText: 'What falls due, tasks, and what needs your confirmation appear here.',
  },
});

/** The next three things to do, each with its one step. */
export function NextActions() {
  const t = useMessages(m);
  const { data, error, refetch } = useCall(readToDo, {});
  if (error) return <ErrorSentence error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={3} />;
  return (
    <section className={css['next']} aria-labelledby="next">
      <header>
        <h2 id="next">{t.title}</h2>
        {data.items.length > data.next.length && (
          <AppLink to="/to-do">{data.more ? t.more(data.items.length) : t.all(data.items.length)}</AppLink>
        )}
      </header>
      {data.next.length === 0 ? (
        <p className={css['free']}>
          <Icon name="check" size={20} />
          <span>
            <strong>{t.free}</strong> {t.freeText}
          </span>
        </p>
      ) : (
        <ol>
          {data.next.map((item, place) => (
            <Action key={`${item.kind} ${item.id}`} item={item} first={place === 0} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Action({ item, first }: { item: AgendaEntry; first: boolean }) {
  const t = useMessages(m);
  const words = useMessages(stepWords);
  const kinds = useMessages(kindWords);
  const left = item.dueOn ? daysUntil(item.dueOn) : null;
  const shade = left === null ? 'neutral' : left < 0 ? 'bad' : left <= 7 ? 'warn' : 'neutral';
  return (
    <li className={css['action']}>
      <p className={css['kind']}>
        {kinds[item.kind]}
        {item.orgName ? ` · ${item.orgName}` : ''}
      </p>
      <p className={css['what']}>{item.title}</p>
      <p className={css['when']}>
        {item.dueOn && (
          <>
            <StateTag shade={shade}>{formatDue(item.dueOn)}</StateTag>
            <span>{formatDay(item.dueOn)}</span>
          </>
        )}
        {item.waitsOnMe && <StateTag shade="info">{t.waits}</StateTag>}
      </p>
      <AppLink to={item.link} className={first ? css['go'] : css['open']}>
        {stepWord(words, item.action)}
        <span className="z-hidden">：{item.title}</span>
      </AppLink>
    </li>
  );
}
