import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, formatDue, today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { letterWords } from '../../tasks/web/task-words.ts';
import { type DigestLineView, readDigests } from '../reminders.contract.ts';
import css from './reminders.module.css';

const m = messages({
  zh: {
    title: '提醒摘要',
    lead: '每天一份，只列还没办结的；办结即停。不发短信，不要求回复。',
    today: '今天',
    toDo: '去待办',
    empty: '这两周没有提醒',
    teach: '任务、责任事项临近到期或已逾期时，会在当天的摘要里列出。谁会在何时被提醒，打开任一任务都能看到。',
    beat: '提醒节奏',
    beatOf: (before: readonly number[], after: readonly number[]) => {
      const ahead = before.filter((days) => days > 0);
      const same = before.includes(0) ? '当天' : '';
      const first = ahead.length > 0 ? `到期前 ${ahead.join('、')} 天${same && '和当天'}` : `到期${same}`;
      return `${first}；逾期后第 ${after.join('、')} 天`;
    },
    state: { open: '', done: '已办结', news: '' },
    why: {
      due: '临近到期',
      overdue: '已逾期',
      guide: '该指导了',
      direct: '请过问',
      issued: '新下达',
      late: '任务逾期',
      done: '任务办结',
      review: '该复核了',
    },
  },
  en: {
    title: 'Digest of reminders',
    lead: 'One a day, of what is still open; it stops when the work is done. No messages, no replies.',
    today: 'Today',
    toDo: 'To do',
    empty: 'No reminders in these two weeks',
    teach:
      'Tasks and duties that come due or are overdue stand in the digest of the day. Every task shows who will be reminded when.',
    beat: 'When reminders come',
    beatOf: (before, after) => `${before.join(', ')} days before; ${after.join(', ')} days after`,
    state: { open: '', done: 'done', news: '' },
    why: {
      due: 'due soon',
      overdue: 'overdue',
      guide: 'guidance due',
      direct: 'step in',
      issued: 'new',
      late: 'task late',
      done: 'task done',
      review: 'review due',
    },
  },
});

/** The reader's digests of the last two weeks. */
export default function DigestPage() {
  const t = useMessages(m);
  const letters = useMessages(letterWords);
  const { data, error, refetch } = useCall(readDigests, {});
  return (
    <PageFrame narrow title={t.title} lead={t.lead} actions={<AppLink to="/to-do">{t.toDo}</AppLink>}>
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : (
        <>
          {data.days.length === 0 && (
            <Panel>
              <EmptyState title={t.empty}>{t.teach}</EmptyState>
            </Panel>
          )}
          {data.days.map(({ day, lines }) => (
            <Panel
              key={day}
              title={day === today() ? t.today : formatDay(day)}
              note={String(lines.filter((line) => line.state === 'open').length)}
              flush
            >
              <ul className={css['lines']}>
                {lines.map((line) => (
                  <Line key={`${line.objectId} ${line.letter} ${line.why}`} line={line} />
                ))}
              </ul>
            </Panel>
          ))}
          <Panel title={t.beat}>
            <ul className={css['ahead']}>
              {data.beat.map(({ letter, offsets }) => (
                <li key={letter}>
                  <strong>{letters[letter as keyof typeof letters] ?? letter}</strong>
                  <span className="z-quiet" style={{ gridColumn: '2 / -1' }}>
                    {t.beatOf(
                      offsets.filter((days) => days <= 0).map((days) => -days),
                      offsets.filter((days) => days > 0).slice(0, 3),
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
        </>
      )}
    </PageFrame>
  );
}

function Line({ line }: { line: DigestLineView }) {
  const t = useMessages(m);
  const letters = useMessages(letterWords);
  const shade =
    line.why === 'overdue' || line.why === 'direct' ? 'bad' : line.why === 'due' ? 'warn' : 'info';
  return (
    <li className={line.state === 'done' ? css['over'] : undefined}>
      <span>
        <StateTag shade={line.state === 'done' ? 'good' : shade}>
          {line.state === 'done' ? t.state.done : t.why[line.why]}
        </StateTag>
      </span>
      <AppLink to={line.link}>{line.title}</AppLink>
      <span className="z-quiet">
        {letters[line.letter]}
        {line.dueOn && line.state === 'open' ? ` · ${formatDue(line.dueOn)}` : ''}
      </span>
    </li>
  );
}
