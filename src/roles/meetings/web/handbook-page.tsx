import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { saveFile } from '#shell/web/call.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note } from '#shell/web/panel.tsx';
import { ProblemError } from '#shell/web/problem-error.ts';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { downloadHandbook, type Handbook, readHandbook } from '../handbook/handbook.contract.ts';
import { decisionLine, motionWords } from '../handbook/handbook-document.rules.ts';
import css from './handbook.module.css';
import { MeetingsNav } from './meetings-nav.tsx';
import './meeting-words.ts';
import { SpanFields, useSpan } from './span-fields.tsx';
import { useBody } from './use-body.tsx';

const m = messages({
  zh: {
    title: '支部工作手册',
    lead: '由会议和工作记录自动生成，不用另填。选好组织和起止日期，直接打印，或下载 Word。',
    print: '打印',
    word: '下载 Word',
    more: '这段时间超过 200 次会议，只收录了前 200 次。请缩短起止日期，分册打印。',
  },
  en: {
    title: 'Branch handbook',
    lead: 'Put together from the records: nothing is filled in for it. Choose a body and a period; print it or take it as Word.',
    print: 'Print',
    word: 'Word',
    more: 'More than 200 meetings: only the first 200 are in it. Choose a shorter period.',
  },
});

/** The handbook of a branch for a period, as it is printed. It is a Chinese document in either language of the interface. */
export default function HandbookPage() {
  const t = useMessages(m);
  const { from, to } = useSpan();
  const { orgId, field } = useBody();
  const [failed, setFailed] = useState<ProblemError | null>(null);
  const [saving, setSaving] = useState(false);
  const input = { params: { id: orgId }, query: { from, to } };
  const { data, error, refetch } = useCall(readHandbook, input, { enabled: orgId !== '', keep: true });
  const take = () => {
    setSaving(true);
    setFailed(null);
    saveFile(downloadHandbook, input)
      .catch((problem: unknown) => {
        if (!(problem instanceof ProblemError)) throw problem;
        setFailed(problem);
      })
      .finally(() => setSaving(false));
  };
  return (
    <PageFrame
      title={t.title}
      lead={<span className="z-no-print">{t.lead}</span>}
      actions={
        <>
          <Button disabled={!data} loading={saving} onClick={take}>
            {t.word}
          </Button>
          <Button type="primary" disabled={!data} onClick={() => window.print()}>
            {t.print}
          </Button>
        </>
      }
    >
      <MeetingsNav />
      <SpanFields>{field}</SpanFields>
      {(error ?? failed) ? (
        <ErrorSentence error={error ?? failed} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : (
        <>
          {data.more && <Note shade="warn">{t.more}</Note>}
          <Book book={data} />
        </>
      )}
    </PageFrame>
  );
}

function Book({ book }: { book: Handbook }) {
  return (
    <article className={css['book']} lang="zh-CN">
      <h2 className={css['name']}>{book.org.name}工作手册</h2>
      <p className={css['span']}>
        {formatDay(book.from)}—{formatDay(book.to)}
      </p>
      <h3>一、支部概况</h3>
      <p>
        {book.org.above && `隶属${book.org.above}。`}现有正式党员 {book.members.full} 人、预备党员{' '}
        {book.members.probationary} 人。
      </p>
      {book.posts.length > 0 && <p>{book.posts.map((row) => `${row.post} ${row.name}`).join('；')}</p>}
      {book.groups.map((group) => (
        <p key={group.name}>
          {group.name}：组长 {group.leader || '暂缺'}；组员 {group.members.join('、')}
        </p>
      ))}
      <h3>二、组织生活情况</h3>
      {book.rhythm.length === 0 ? (
        <p>本期没有会议记录。</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        <div className={css['scroll']} tabIndex={0} role="region" aria-label="各类会议召开次数">
          <table>
            <thead>
              <tr>
                <th scope="col">类别</th>
                {book.months.map((month) => (
                  <th key={month} scope="col">
                    {Number(month.slice(5))}月
                  </th>
                ))}
                <th scope="col">合计</th>
              </tr>
            </thead>
            <tbody>
              {book.rhythm.map((row) => (
                <tr key={row.kind}>
                  <th scope="row">{row.kind}</th>
                  {row.counts.map((count, at) => (
                    <td key={book.months[at]}>{count || ''}</td>
                  ))}
                  <td>{row.total}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h3>三、会议记录</h3>
      {book.meetings.map((meeting) => (
        <Meeting key={meeting.id} meeting={meeting} />
      ))}
      {book.motions.length > 0 && (
        <>
          <h3>四、党员提议及答复</h3>
          <ul>
            {book.motions.map((motion) => (
              <li key={motion.raisedOn + motion.title}>
                {motion.raisedOn} {motion.title}（{motionWords[motion.state] ?? motion.state}）
                {motion.answer && `：${motion.answer}`}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{book.motions.length > 0 ? '五' : '四'}、党员参加组织生活情况</h3>
      <p className={css['note']}>按姓名排列，不排名次。</p>
      <table>
        <thead>
          <tr>
            <th scope="col">姓名</th>
            <th scope="col">应到</th>
            <th scope="col">实到</th>
            <th scope="col">学习（小时）</th>
          </tr>
        </thead>
        <tbody>
          {book.attendance.map((row, at) => (
            <tr key={at}>
              <th scope="row">{row.name}</th>
              <td>{row.due}</td>
              <td>{row.present}</td>
              <td>{(row.studyMinutes / 60).toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

function Meeting({ meeting }: { meeting: Handbook['meetings'][number] }) {
  const lines: [string, string][] = [
    ['召开组织', meeting.orgName],
    ['地点', meeting.place],
    ['主持', meeting.chair],
    ['记录', meeting.recorder],
    ['主讲', meeting.lecturers.join('、')],
    ['到会', meeting.due === null ? '' : `应到 ${meeting.due} 人，实到 ${meeting.present ?? 0} 人`],
    ['缺席', meeting.absent.join('、')],
    ['列席', meeting.guests],
    [
      '议题',
      meeting.topics
        .map(
          (topic, at) =>
            `${at + 1}. ${topic.text}${topic.speakers.length > 0 ? `（发言：${topic.speakers.join('、')}）` : ''}`,
        )
        .join('\n'),
    ],
    ['决议', meeting.decisions.map(decisionLine).join('\n')],
    [
      '任务',
      meeting.tasks
        .map(
          (task) =>
            `${task.title}（${task.owner}，${formatDay(task.dueOn)}前${task.done ? '，已完成' : ''}）`,
        )
        .join('\n'),
    ],
    ['结果', meeting.outcome],
  ];
  return (
    <section className={css['meeting']}>
      <h4>
        {formatDay(meeting.onDay)} {meeting.kinds.join('、')}（{meeting.minutes} 分钟）
      </h4>
      <dl>
        {lines
          .filter(([, text]) => text !== '')
          .map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
