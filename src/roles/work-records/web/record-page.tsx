import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, formatInstant, formatMinutes } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { type RecordView, readRecord } from '../work-records.contract.ts';
import { EvidencePanel } from './evidence-panel.tsx';
import { PrintedMeeting } from './printed-meeting.tsx';
import css from './record-page.module.css';
import { RecordSteps } from './record-steps.tsx';
import { RecordTasks } from './record-tasks.tsx';
import { recordWords, useRecordKinds } from './record-words.ts';
import { RecordTags } from './records-page.tsx';

const m = messages({
  zh: {
    list: '工作记录',
    on: '日期',
    org: '组织',
    length: '时长',
    place: '地点',
    attendance: '到会',
    people: '参加人员',
    due: (present: number, due: number) => `应到 ${due} 人，实到 ${present} 人`,
    present: '到会',
    absent: '缺席',
    exempt: '不计应到',
    guests: '列席',
    more: (n: number) => `另有 ${n} 人列席`,
    spoke: '发言',
    balance: (spoke: number, present: number) => `${present} 人到会，${spoke} 人发言`,
    oneVoice: '只有一个人发言。下次不妨请平时发言少的同志先说。',
    topics: '议题与发言',
    silent: '无人发言',
    decisions: '决议',
    tally: (yes: number, no: number, blank: number, due: number, needed: number) =>
      `赞成 ${yes}、反对 ${no}、弃权 ${blank}；应到 ${due} 人，须 ${needed} 票赞成`,
    letters: (n: number) => `含会前书面意见 ${n} 份`,
    uncounted: (n: number) => `书面意见 ${n} 份未计入`,
    paper: (issued: number, returned: number, invalid: number, tellers: string) =>
      `无记名投票：发出 ${issued}、收回 ${returned}、无效 ${invalid}，计票监票 ${tellers}`,
    fills: '这次会议填到了哪里',
    outcome: '结果',
    fulfilled: '对应的责任事项',
    each: (n: number) => `${n} 人`,
    partly: '计入进度',
    none: '这条记录没有对应到责任事项。',
    received: '收到',
    by: '录入',
    study: '计入学时',
    visited: '走访的组织',
    and: '、',
    held: {
      late: '补记时间较晚，须上级党组织确认后才计入。',
      subject: '须谈话对象确认确有其事后才计入；其他人看不到这条记录。',
    },
  },
  en: {
    list: 'Records of work',
    on: 'Day',
    org: 'Organisation',
    length: 'Length',
    place: 'Place',
    attendance: 'Attendance',
    people: 'Taking part',
    due: (present, due) => `${present} of ${due} due came`,
    present: 'Present',
    absent: 'Absent',
    exempt: 'Not counted',
    guests: 'Guests',
    more: (n) => `and ${n} more guests`,
    spoke: 'spoke',
    balance: (spoke, present) => `${spoke} of ${present} present spoke`,
    oneVoice: 'Only one person spoke. Next time, let those speak first who seldom do.',
    topics: 'Topics and who spoke',
    silent: 'nobody spoke',
    decisions: 'Decisions',
    tally: (yes, no, blank, due, needed) =>
      `${yes} for, ${no} against, ${blank} abstained; ${due} due, ${needed} votes needed`,
    letters: (n) => `${n} of them by letter`,
    uncounted: (n) => `${n} letters not counted`,
    paper: (issued, returned, invalid, tellers) =>
      `Secret: ${issued} given out, ${returned} back, ${invalid} invalid; tellers ${tellers}`,
    fills: 'What this meeting filled in',
    outcome: 'What came of it',
    fulfilled: 'Duties it fulfils',
    each: (n) => `${n} people`,
    partly: 'counts towards it',
    none: 'This record fulfils no duty.',
    received: 'Received',
    by: 'Entered by',
    study: 'Study',
    visited: 'Visited',
    and: ', ',
    held: {
      late: 'It was reported long after the day and counts once the superior body has confirmed it.',
      subject: 'It counts once the person talked to has confirmed it. Nobody else sees it.',
    },
  },
});

/** One record: what was done, by whom, what was decided, what it fulfils. Prints as a page of the branch handbook. */
export default function RecordPage() {
  const t = useMessages(m);
  const words = useMessages(recordWords);
  const kinds = useRecordKinds();
  const id = useParam('id');
  const { data: record, error, refetch } = useCall(readRecord, { params: { id } });
  if (error) return <ErrorSentence error={error} onRetry={() => void refetch()} />;
  if (!record) return <Skeleton />;
  const meeting = kinds.kinds.find((kind) => kind.id === record.kind)?.meeting === true;
  return (
    <>
      <div className={meeting ? css['screen'] : undefined}>
        <PageFrame
          narrow
          title={record.title}
          lead={record.heldFor ? t.held[record.heldFor] : undefined}
          back={{ to: '/records', label: t.list }}
          badge={<RecordTags record={record} words={words} />}
          actions={<RecordSteps record={record} meeting={meeting} />}
        >
          <Panel>
            <Facts
              items={[
                { label: t.on, value: formatDay(record.occurredOn) },
                { label: t.org, value: record.orgName },
                record.minutesSpent > 0 && { label: t.length, value: formatMinutes(record.minutesSpent) },
                record.visited.length > 0 && {
                  label: t.visited,
                  value: record.visited.map((org) => org.name).join(t.and),
                  wide: true,
                },
                record.place !== '' && { label: t.place, value: record.place },
                record.studyMinutes > 0 && { label: t.study, value: formatMinutes(record.studyMinutes) },
                { label: t.received, value: formatInstant(record.receivedAt) },
                { label: t.by, value: record.enteredByName ?? '—' },
                record.outcome !== '' && { label: t.outcome, value: record.outcome, wide: true },
              ]}
            />
          </Panel>
          {meeting ? <Attendance record={record} /> : <People record={record} />}
          {record.topics.length > 0 && <Topics record={record} />}
          {record.decisions.length > 0 && <Decisions record={record} />}
          {meeting && record.decisions.length > 0 && <RecordTasks recordId={record.id} />}
          <Fulfilled record={record} />
          <EvidencePanel record={record} />
        </PageFrame>
      </div>
      {meeting && <PrintedMeeting record={record} />}
    </>
  );
}

function Attendance({ record }: { record: RecordView }) {
  const t = useMessages(m);
  const has = (part: RecordView['persons'][number]['parts'][number]) =>
    record.persons.filter((person) => person.listed && person.parts.includes(part));
  const present = has('present');
  const guests = record.persons.filter((person) => !person.listed && person.parts.includes('present'));
  const spoke = present.filter((person) => person.spoke).length;
  const names = (people: readonly RecordView['persons'][number][]) =>
    people.map((person) => (person.note ? `${person.name}（${person.note}）` : person.name)).join('、') ||
    '—';
  return (
    <Panel
      title={t.attendance}
      note={record.counts ? t.due(record.counts.present, record.counts.due) : undefined}
    >
      <Facts
        items={[
          present.length > 0 && { label: t.present, value: names(present), wide: true },
          has('absent').length > 0 && { label: t.absent, value: names(has('absent')), wide: true },
          has('exempt').length > 0 && { label: t.exempt, value: names(has('exempt')), wide: true },
          (guests.length > 0 || record.guests > 0) && {
            label: t.guests,
            value: [guests.length > 0 && names(guests), record.guests > 0 && t.more(record.guests)]
              .filter(Boolean)
              .join('；'),
            wide: true,
          },
        ]}
      />
      {present.length >= 3 && (
        <p className={css['balance']}>
          {t.balance(spoke, present.length)} {spoke <= 1 && t.oneVoice}
        </p>
      )}
    </Panel>
  );
}

function People({ record }: { record: RecordView }) {
  const t = useMessages(m);
  const words = useMessages(recordWords);
  if (record.persons.length === 0) return null;
  return (
    <Panel title={t.people}>
      <ul className={css['people']}>
        {record.persons.map((person) => (
          <li key={person.id}>
            {person.name}{' '}
            <span className="z-quiet">{person.parts.map((part) => words.parts[part]).join('、')}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Topics({ record }: { record: RecordView }) {
  const t = useMessages(m);
  const nameOf = new Map(record.persons.map((person) => [person.id, person.name]));
  const nobodySpoke = !record.persons.some((person) => person.spoke);
  return (
    <Panel title={t.topics}>
      <ol className={css['topics']}>
        {record.topics.map((topic, at) => (
          <li key={at}>
            <p>{topic.text}</p>
            {topic.speakers.length > 0 ? (
              <p className="z-quiet">
                {t.spoke}：{topic.speakers.map((id) => nameOf.get(id) ?? '').join('、')}
              </p>
            ) : (
              nobodySpoke && <p className="z-quiet">{t.silent}</p>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Decisions({ record }: { record: RecordView }) {
  const t = useMessages(m);
  const words = useMessages(recordWords);
  const shade = { noted: 'neutral', passed: 'good', failed: 'bad' } as const;
  return (
    <Panel title={t.decisions}>
      <ol className={css['topics']}>
        {record.decisions.map((decision) => (
          <li key={decision.id}>
            <p>
              {decision.text}{' '}
              <StateTag shade={shade[decision.result]}>{words.results[decision.result]}</StateTag>
            </p>
            {decision.tally && (
              <p className="z-quiet">
                {t.tally(
                  decision.tally.inFavour,
                  decision.tally.against,
                  decision.tally.abstained,
                  decision.tally.due,
                  decision.tally.needed,
                )}
                {decision.tally.uncounted > 0
                  ? `；${t.uncounted(decision.tally.uncounted)}`
                  : decision.tally.letters
                    ? `；${t.letters(decision.tally.letters)}`
                    : ''}
                {decision.tally.paper &&
                  `；${t.paper(
                    decision.tally.paper.issued,
                    decision.tally.paper.returned,
                    decision.tally.paper.invalid,
                    record.persons
                      .filter((person) => decision.tally?.paper?.tellerIds.includes(person.id))
                      .map((person) => person.name)
                      .join('、'),
                  )}`}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Fulfilled({ record }: { record: RecordView }) {
  const t = useMessages(m);
  if (record.state !== 'standing') return null;
  const groups = new Map<
    string,
    { id: string; code: string; title: string; complete: boolean; count: number; sole: boolean }
  >();
  for (const each of record.fulfilled) {
    const known = groups.get(each.dutyCode);
    if (known) known.count += 1;
    else
      groups.set(each.dutyCode, {
        id: each.obligationId,
        code: each.dutyCode,
        title: each.title,
        complete: each.complete,
        count: 1,
        sole: each.sole,
      });
  }
  return (
    <Panel
      title={t.fulfilled}
      actions={record.may.correct && <AppLink to={`/meetings/${record.id}/fills`}>{t.fills}</AppLink>}
    >
      {groups.size === 0 ? (
        <p className="z-quiet">{t.none}</p>
      ) : (
        <ul className={css['people']}>
          {[...groups.values()].map((duty) => (
            <li key={duty.code}>
              <span className="z-number">{duty.code}</span> {duty.title}{' '}
              <span className="z-quiet">
                {duty.count > 1 && t.each(duty.count)} {!duty.complete && t.partly}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
