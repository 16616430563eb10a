import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import { listKeptOrganisations, prepareMeeting } from '#roles/meetings/meetings.contract.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextAreaField, TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { today } from '#shell/web/format.ts';
import { useGo, useQuery } from '#shell/web/location.ts';
import { useHolds, useMe } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { fileWork, listWorkSeats } from '../work-records.contract.ts';
import css from './record-page.module.css';
import { useRecordKinds } from './record-words.ts';

const m = messages({
  zh: {
    title: '记一笔',
    lead: '会议以外的工作：谈话、学习、走访、志愿服务等。记一次就够了。',
    list: '工作记录',
    org: '所在组织',
    kind: '种类',
    on: '哪一天',
    what: '主题',
    minutes: '用时（分钟）',
    chair: '谈话人',
    subject: '谈话对象',
    people: '参加人员',
    outcome: '结果',
    outcomeHint: '做成了什么、对谁有用，一两句话；没有可不填',
    duties: '落实了哪些责任事项',
    dutiesHint: '这类工作用途较多，请点明；没有可不选',
    visited: '走访的组织',
    visitedHint: '到下级组织走访、检查的请选上，计入对它的指导；只在本组织的不用选',
    talk: '谈话只记日期、双方和主题，不记内容；对方确认后计入，上级看不到。',
    save: '保存',
    saved: (n: number) => (n > 0 ? `已记录，对应 ${n} 项责任事项` : '已记录'),
    waits: '已记录，等对方确认后计入',
    choose: '请选择',
    nothing: '您没有需要在这里记录的工作',
    nothingWhy: '会议和支部工作由支部书记记录，委员和党小组长记录本职务的工作。您参加了什么，记录里会有。',
  },
  en: {
    title: 'Record work',
    lead: 'Work other than meetings: talks, study, visits, volunteering. Once is enough.',
    list: 'Records of work',
    org: 'Organisation',
    kind: 'Kind',
    on: 'Day',
    what: 'Topic',
    minutes: 'Minutes',
    chair: 'Who talked',
    subject: 'With whom',
    people: 'Taking part',
    outcome: 'What came of it',
    outcomeHint: 'A sentence or two on the result and for whom; may be left empty',
    duties: 'Duties it carries out',
    dutiesHint: 'This kind of work serves several; name them if any',
    visited: 'Organisations visited',
    visitedHint:
      'Those below that were visited or inspected: it counts as guidance there; leave empty if it was at home',
    talk: 'Of a talk only the day, the two sides and the topic are kept. It counts once the other side confirms it, and nobody above sees it.',
    save: 'Save',
    saved: (n) => (n > 0 ? `Recorded; it counts for ${n} duties` : 'Recorded'),
    waits: 'Recorded; it counts once the other side confirms it',
    choose: 'Choose',
    nothing: 'There is nothing for you to record here',
    nothingWhy:
      'The secretary records meetings and the branch’s work, commissioners and group leaders that of their posts. What you took part in is in their records.',
  },
});

/** The form for work that is no meeting. */
export default function NewRecordPage() {
  const t = useMessages(m);
  const id = useId();
  const go = useGo();
  const me = useMe();
  const kinds = useRecordKinds();
  const [query] = useQuery();
  const [words, setWords] = useState('');
  // Whoever keeps records by a role chooses freely; the holder of a post records what belongs to it.
  const keeps = useHolds('secretary', 'officer', 'clerk');
  const kept = useCall(listKeptOrganisations, { query: { q: words } }, { keep: true, enabled: keeps });
  const seats = useCall(listWorkSeats, {}, { enabled: !keeps });
  const [typed, setTyped] = useState({
    orgId: query['org'] ?? '',
    kind: query['kind'] ?? '',
    occurredOn: today(),
    title: '',
    minutesSpent: 60,
    outcome: '',
    chairs: null as string[] | null,
    people: [] as string[],
    duties: [] as string[],
    visited: [] as { value: string; label: string }[],
  });
  const seat = seats.data?.items.find((each) => each.org.id === typed.orgId) ?? seats.data?.items[0];
  const orgId = seat?.org.id ?? (typed.orgId || (kept.data?.items[0]?.id ?? ''));
  const offered = kinds.kinds.filter((kind) => kind.byHand && (keeps || seat?.kinds.includes(kind.id)));
  const kind = offered.find((each) => each.id === typed.kind) ?? offered[0];
  const talk = kind?.private === true && (kind.id === 'talk' || kind.id === 'reminder-talk');
  // Whoever keeps the records of several organisations may have gone from one to others.
  const [seeking, setSeeking] = useState('');
  const places = useCall(
    listKeptOrganisations,
    { query: { q: seeking } },
    { enabled: kind?.guides === true, keep: true },
  );
  const visitable = (places.data?.items ?? []).filter((org) => org.id !== orgId && org.kind !== 'group');
  const asksVisited = kind?.guides === true && (visitable.length > 0 || seeking !== '');
  const form = useCall(prepareMeeting, { params: { id: orgId } }, { enabled: keeps && orgId !== '' });
  const people = [
    ...(seat?.people ?? []).map((person) => ({ value: person.id, label: person.name })),
    ...[...(form.data?.roster ?? []), ...(form.data?.guests ?? [])].map((person) => ({
      value: person.personId,
      label: person.name,
    })),
  ];
  // Whoever writes a talk down has mostly held it.
  const own = people.some((person) => person.value === me?.personId) && me?.personId;
  const chairs = typed.chairs ?? (own ? [own] : []);
  // The one chosen stays readable while another search is shown.
  const choices = [
    ...(form.data && !kept.data?.items.some((org) => org.id === orgId)
      ? [{ value: orgId, label: form.data.orgName }]
      : []),
    ...(kept.data?.items ?? seats.data?.items.map((each) => each.org) ?? []).map((org) => ({
      value: org.id,
      label: org.name,
    })),
  ];
  const send = useSend(fileWork, {
    onDone: (reply) => {
      notify(
        reply.heldFor === 'subject'
          ? t.waits
          : t.saved(new Set(reply.fulfilled.map((each) => each.dutyCode)).size),
      );
      // Of what is private, only the two sides and the secretary read on.
      go(keeps || !kind?.private ? `/records/${reply.id}` : '/desk');
    },
  });

  function submit(): void {
    const { occurredOn, title, minutesSpent, outcome, duties, visited } = typed;
    void send.send({
      body: {
        orgId,
        kind: kind?.id ?? '',
        occurredOn,
        title,
        minutesSpent,
        outcome: kind?.private ? '' : outcome,
        duties,
        visited: asksVisited ? visited.map((org) => org.value) : [],
        persons: [
          ...(talk ? chairs.map((personId) => ({ personId, part: 'chair' as const })) : []),
          ...typed.people.map((personId) => ({
            personId,
            part: talk ? ('subject' as const) : ('present' as const),
          })),
        ],
      },
    });
  }

  const select = (field: 'chairs' | 'people', label: string, multiple: boolean) => (
    <SelectField
      label={label}
      required={talk}
      mode="multiple"
      maxCount={multiple ? undefined : 1}
      showSearch
      optionFilterProp="label"
      placeholder={t.choose}
      value={field === 'chairs' ? chairs : typed.people}
      onChange={(value) => setTyped({ ...typed, [field]: value })}
      options={people}
    />
  );

  if (seats.data?.items.length === 0) {
    return (
      <PageFrame narrow title={t.title} back={{ to: '/records', label: t.list }}>
        <Panel>
          <EmptyState title={t.nothing}>{t.nothingWhy}</EmptyState>
        </Panel>
      </PageFrame>
    );
  }
  return (
    <PageFrame narrow title={t.title} lead={t.lead} back={{ to: '/records', label: t.list }}>
      <Panel>
        <Form wide onSubmit={submit} submit={t.save} pending={send.pending} error={send.error}>
          {(words !== '' || choices.length > 1) && (
            <SelectField
              label={t.org}
              required
              showSearch={{ onSearch: setWords, filterOption: false }}
              value={orgId}
              onChange={(value) => setTyped({ ...typed, orgId: value, chairs: null, people: [] })}
              options={choices}
            />
          )}
          <SelectField
            label={t.kind}
            required
            showSearch
            optionFilterProp="label"
            value={kind?.id}
            onChange={(value) => setTyped({ ...typed, kind: value, duties: [] })}
            options={offered.map((each) => ({ value: each.id, label: kinds.nameOf(each.id) }))}
          />
          {talk && (
            <div className={css['spaced']}>
              <Note>{t.talk}</Note>
            </div>
          )}
          <DayField
            label={t.on}
            problem={fieldError(send.error, 'occurredOn')}
            max={today()}
            required
            value={typed.occurredOn}
            onChange={(value) => setTyped({ ...typed, occurredOn: value })}
          />
          <TextField
            label={t.what}
            problem={fieldError(send.error, 'title')}
            maxLength={200}
            required
            value={typed.title}
            onChange={(value) => setTyped({ ...typed, title: value })}
          />
          {talk && select('chairs', t.chair, false)}
          {asksVisited && (
            <SelectField
              label={t.visited}
              hint={t.visitedHint}
              problem={fieldError(send.error, 'visited')}
              mode="multiple"
              labelInValue
              maxCount={20}
              showSearch={{ onSearch: setSeeking, filterOption: false }}
              placeholder={t.choose}
              value={typed.visited}
              onChange={(visited) => setTyped({ ...typed, visited })}
              options={visitable.map((org) => ({ value: org.id, label: org.name }))}
            />
          )}
          {select('people', talk ? t.subject : t.people, true)}
          <Field label={t.minutes} id={`${id}-minutes`}>
            <InputNumber
              id={`${id}-minutes`}
              min={0}
              max={10000}
              step={10}
              value={typed.minutesSpent}
              onChange={(value) => setTyped({ ...typed, minutesSpent: value ?? 0 })}
            />
          </Field>
          {!kind?.private && (
            <TextAreaField
              label={t.outcome}
              hint={t.outcomeHint}
              problem={fieldError(send.error, 'outcome')}
              rows={3}
              maxLength={1000}
              value={typed.outcome}
              onChange={(value) => setTyped({ ...typed, outcome: value })}
            />
          )}
          {(kind?.duties.length ?? 0) > 0 && (
            <SelectField
              label={t.duties}
              hint={t.dutiesHint}
              mode="multiple"
              placeholder={t.choose}
              value={typed.duties}
              onChange={(duties) => setTyped({ ...typed, duties })}
              options={kind?.duties.map((duty) => ({ value: duty.id, label: kinds.dutyName(duty.id) }))}
            />
          )}
        </Form>
      </Panel>
    </PageFrame>
  );
}
