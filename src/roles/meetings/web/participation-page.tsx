import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Figure, Figures, Note, Panel } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readParticipation } from '../participation/participation.contract.ts';
import { turnSteps } from '../participation/participation.rules.ts';
import css from './meetings.module.css';
import { MeetingsNav } from './meetings-nav.tsx';
import { SpokenPicture, SpreadPicture } from './participation-picture.tsx';
import './meeting-words.ts';
import { SpanFields, useSpan } from './span-fields.tsx';
import { useBody } from './use-body.tsx';

const m = messages({
  zh: {
    title: '参与情况',
    lead: '会是不是大家一起开的：看发言是否均衡。只有次数和人数，不给任何人排名、打分。',
    meetings: '会议',
    times: '次',
    voices: '有效发言人数',
    voicesNote: '发言越均衡，这个数越接近党员人数',
    of: (n: number) => `共 ${n} 名党员`,
    written: '书面发言',
    rounds: (n: number) => `${n} 次会前书面发言`,
    motions: '党员提议',
    motionsNote: (discussed: number, answered: number, late: number) =>
      `上会 ${discussed}、答复 ${answered}、超期 ${late}`,
    mine: '我发言的会议',
    balance: {
      'too-few': '会议不足三次，还看不出是否均衡。',
      'one-voice': '基本上是一个人在讲。可以用轮流发言、会前书面发言，让大家都说。',
      'few-voices': '发言集中在少数人。下次不妨请平时说得少的同志先说。',
      shared: '发言比较均衡，大家都参与进来了。',
    },
    months: '1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月',
    perMeeting: '每次会议：到会与发言',
    legend: '浅色为到会人数，深色为发言人数',
    spread: '发言次数分布',
    steps: { none: '没有发言', few: '1—2 次', some: '3—5 次', many: '6 次及以上' },
    people: '人数',
    meeting: '会议',
    present: '到会',
    spoke: '发言',
    first: '下次可以请他们先说',
    firstNote: '按姓名排列，只有支部书记看得到。安排会议时可以直接选为轮流发言人。',
    empty: '这段时间没有会议记录',
    emptyWhy: '记录会议时点一下谁发了言，这里就能看到大家参与得怎么样。',
  },
  en: {
    title: 'Participation',
    lead: 'Is the talk shared? Counts of meetings and people; nobody is ranked or marked.',
    meetings: 'Meetings',
    times: '',
    voices: 'Voices in effect',
    voicesNote: 'The more evenly people speak, the closer it is to the number of members',
    of: (n) => `of ${n} members`,
    written: 'Written beforehand',
    rounds: (n) => `${n} rounds`,
    motions: 'Motions',
    motionsNote: (discussed, answered, late) => `${discussed} discussed, ${answered} answered, ${late} late`,
    mine: 'Meetings I spoke at',
    balance: {
      'too-few': 'Too few meetings to say.',
      'one-voice': 'It is mostly one voice. Speakers in turn and writing beforehand let everybody speak.',
      'few-voices': 'A few do most of the talking. Let those speak first who seldom do.',
      shared: 'The talk is shared.',
    },
    months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    perMeeting: 'Each meeting: who came and who spoke',
    legend: 'Light: who came; dark: who spoke',
    spread: 'At how many meetings people spoke',
    steps: { none: 'none', few: '1–2', some: '3–5', many: '6 or more' },
    people: 'People',
    meeting: 'Meeting',
    present: 'Present',
    spoke: 'Spoke',
    first: 'Who might speak first next time',
    firstNote: 'By name, for the secretary alone. Choose them as speakers when arranging a meeting.',
    empty: 'No meetings in this time',
    emptyWhy: 'Tick who spoke when recording a meeting, and it can be seen here how the talk is shared.',
  },
});

/** How the talk of a branch's meetings is shared, as pictures with their tables, never as a ranking. */
export default function ParticipationPage() {
  const t = useMessages(m);
  const { from, to } = useSpan();
  const { orgId, field } = useBody();
  const { data, error, refetch } = useCall(
    readParticipation,
    { params: { id: orgId }, query: { from, to } },
    { enabled: orgId !== '', keep: true },
  );
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <MeetingsNav />
      <SpanFields>{field}</SpanFields>
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : data.meetings.length === 0 ? (
        <Panel>
          <EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>
        </Panel>
      ) : (
        <div className={css['stack']}>
          <Note shade={data.balance === 'shared' ? 'good' : data.balance === 'too-few' ? 'info' : 'warn'}>
            {t.balance[data.balance]}
          </Note>
          <Panel>
            <Figures>
              <Figure label={t.meetings} value={data.meetings.length} unit={t.times} />
              <Figure label={t.voices} value={data.voices} unit={t.of(data.members)} note={t.voicesNote} />
              <Figure label={t.written} value={data.written} note={t.rounds(data.rounds)} />
              <Figure
                label={t.motions}
                value={data.motions.raised}
                note={t.motionsNote(data.motions.discussed, data.motions.answered, data.motions.late)}
              />
              {data.mine !== null && <Figure label={t.mine} value={data.mine} unit={t.times} />}
            </Figures>
          </Panel>
          <div className={css['columns']}>
            <Panel title={t.perMeeting}>
              <p className="z-quiet">{t.legend}</p>
              <SpokenPicture meetings={data.meetings} label={t.perMeeting} months={t.months.split(' ')} />
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
              <div
                className={`${css['scroll']} ${css['days']}`}
                tabIndex={0}
                role="region"
                aria-label={t.perMeeting}
              >
                <table className={css['table']}>
                  <thead>
                    <tr>
                      <th scope="col">{t.meeting}</th>
                      <th scope="col">{t.present}</th>
                      <th scope="col">{t.spoke}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.meetings.toReversed().map((meeting) => (
                      <tr key={meeting.id}>
                        <td>
                          {formatDayShort(meeting.onDay)}{' '}
                          <AppLink to={`/records/${meeting.id}`}>{meeting.title}</AppLink>
                        </td>
                        <td className="z-number">{meeting.present}</td>
                        <td className="z-number">{meeting.spoke}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </Panel>
            <div className={css['stack']}>
              <Panel title={t.spread}>
                <SpreadPicture
                  label={t.spread}
                  bars={turnSteps.map((step) => ({ name: t.steps[step], count: data.spread[step] }))}
                />
                <table className={css['table']}>
                  <thead>
                    <tr>
                      <th scope="col">{t.spread}</th>
                      <th scope="col">{t.people}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {turnSteps.map((step) => (
                      <tr key={step}>
                        <td>{t.steps[step]}</td>
                        <td className="z-number">{data.spread[step]}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Panel>
              {data.askFirst.length > 0 && (
                <Panel title={t.first}>
                  <p className="z-quiet">{t.firstNote}</p>
                  <p>{data.askFirst.map((each) => each.name).join('、')}</p>
                </Panel>
              )}
            </div>
          </div>
        </div>
      )}
    </PageFrame>
  );
}
