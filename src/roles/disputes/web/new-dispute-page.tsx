import { Button, Input } from 'antd';
import { useDeferredValue, useId, useState } from 'react';
import { OwnerField } from '#roles/ledger/web/owner-field.tsx';
import { useCall, useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { SelectField } from '#shell/web/select-field.tsx';
import { findDuties, findPrecedents, raiseDispute } from '../disputes.contract.ts';
import { STATEMENT_LENGTH } from '../disputes.rules.ts';
import css from './disputes.module.css';
import './dispute-words.ts';
import { PartyField } from './party-field.tsx';
import { PrecedentList } from './precedent-list.tsx';

const m = messages({
  zh: {
    title: '提出争议',
    lead: '写清楚什么事、涉及哪几方。由哪一级裁定、几天内裁定，由系统按规则确定。',
    back: '归属争议',
    name: '什么事',
    nameHint: '一句话，例如：编外人员思想动态由谁收集',
    matter: '争议情况',
    matterHint: `不超过 ${STATEMENT_LENGTH} 字`,
    first: '首先接到这件事的一方',
    firstHint: '到期没有裁定、又没有清单和先例可循的，由它先管起来（首接负责）',
    other: '另一方',
    more: '再加一方',
    less: '去掉这一方',
    inside: '争议在同一个组织内部：写明是哪两个人',
    personOne: '首先接到的人',
    personTwo: '另一个人',
    duty: '涉及的责任项',
    dutyHint: '现行责任清单中的一项；清单里没有写的，留空',
    noDuty: '清单里没有写',
    save: '提出并开始计时',
    saved: (where: string, day: string) => `由${where}裁定，期限 ${day}`,
    precedents: '以往怎样裁定',
    precedentsNote: '先看看是不是已有先例；有的话可以直接照办，不必再争。',
    otherUnit: '其他单位',
  },
  en: {
    title: 'Raise a dispute',
    lead: 'Say what it is about and who is concerned. Who rules it, and by when, follows from the rules.',
    back: 'Disputes',
    name: 'Matter',
    nameHint: 'In a sentence',
    matter: 'What is disputed',
    matterHint: `At most ${STATEMENT_LENGTH} letters`,
    first: 'Who received it first',
    firstHint: 'Looks after it if time runs out without list or precedent',
    other: 'Other party',
    more: 'Another party',
    less: 'Remove this party',
    inside: 'Inside one organisation: name the two persons',
    personOne: 'Who received it first',
    personTwo: 'The other person',
    duty: 'Duty concerned',
    dutyHint: 'Of the list in force; leave empty if the list has none',
    noDuty: 'Not in the list',
    save: 'Raise it and start the clock',
    saved: (where, day) => `To be ruled by ${where} until ${day}`,
    precedents: 'Rulings of the past',
    precedentsNote: 'There may be a precedent: then simply follow it.',
    otherUnit: 'another unit',
  },
});

/** The form by which a dispute is raised; like rulings of the past are shown while one writes. */
export default function NewDisputePage() {
  const t = useMessages(m);
  const go = useGo();
  const ids = { matter: useId(), inside: useId() };
  const [title, setTitle] = useState('');
  const [matter, setMatter] = useState('');
  const [dutyCode, setDutyCode] = useState<string | null>(null);
  const [inside, setInside] = useState(false);
  const [orgs, setOrgs] = useState<(Choice | null)[]>([null, null]);
  const [persons, setPersons] = useState<(Choice | null)[]>([null, null]);
  const { send, pending, error } = useSend(raiseDispute, {
    onDone: (reply) => {
      notify(t.saved(reply.rulesAt.name, reply.dueOn));
      go(`/disputes/${reply.id}`, { replace: true });
    },
  });
  const first = orgs[0] ?? null;
  const { data: duties } = useCall(
    findDuties,
    { query: { orgId: first?.id ?? '' } },
    { enabled: first !== null, keep: true },
  );

  function save() {
    const parties = inside
      ? persons.map((person) => ({ orgId: first?.id ?? '', personId: person?.id ?? '' }))
      : orgs.map((org) => ({ orgId: org?.id ?? '', personId: null }));
    void send({ body: { title, matter, dutyCode, parties } });
  }
  const put = (at: number) => (choice: Choice | null) =>
    setOrgs((list) => list.map((each, place) => (place === at ? choice : each)));
  const putPerson = (at: number) => (choice: Choice | null) =>
    setPersons((list) => list.map((each, place) => (place === at ? choice : each)));
  const partyProblem = (at: number) =>
    fieldError(error, `parties.${at}.orgId`) ?? fieldError(error, 'parties');

  return (
    <PageFrame title={t.title} lead={t.lead} back={{ to: '/disputes', label: t.back }} narrow>
      <Panel>
        <Form onSubmit={save} submit={t.save} pending={pending} error={error}>
          <TextField
            label={t.name}
            hint={t.nameHint}
            problem={fieldError(error, 'title')}
            maxLength={60}
            required
            value={title}
            onChange={setTitle}
          />
          <Field
            label={t.matter}
            id={ids.matter}
            hint={t.matterHint}
            problem={fieldError(error, 'matter')}
            required
          >
            <Input.TextArea
              id={ids.matter}
              rows={4}
              showCount
              maxLength={STATEMENT_LENGTH}
              value={matter}
              onChange={(event) => setMatter(event.target.value)}
            />
          </Field>
          <PartyField
            label={t.first}
            hint={inside ? undefined : t.firstHint}
            value={first}
            onChange={put(0)}
            problem={partyProblem(0)}
            otherUnit={t.otherUnit}
          />
          <label className={css['check']} htmlFor={ids.inside}>
            <input
              id={ids.inside}
              type="checkbox"
              checked={inside}
              onChange={(event) => setInside(event.target.checked)}
            />
            {t.inside}
          </label>
          {inside
            ? persons.map((person, at) => (
                <OwnerField
                  // biome-ignore lint/suspicious/noArrayIndexKey: two fixed places
                  key={at}
                  label={at === 0 ? t.personOne : t.personTwo}
                  orgId={first?.id ?? null}
                  value={person}
                  onChange={putPerson(at)}
                  problem={fieldError(error, `parties.${at}.personId`)}
                />
              ))
            : orgs.slice(1).map((org, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: places of a list that only grows and shrinks at its end
                <div key={at}>
                  <PartyField
                    label={t.other}
                    value={org}
                    onChange={put(at + 1)}
                    problem={partyProblem(at + 1)}
                    otherUnit={t.otherUnit}
                  />
                  {at > 0 && at === orgs.length - 2 && (
                    <Button type="link" size="small" onClick={() => setOrgs((list) => list.slice(0, -1))}>
                      {t.less}
                    </Button>
                  )}
                </div>
              ))}
          {!inside && orgs.length < 6 && (
            <div className={css['buttons']}>
              <Button onClick={() => setOrgs((list) => [...list, null])}>{t.more}</Button>
            </div>
          )}
          <SelectField<string>
            label={t.duty}
            hint={t.dutyHint}
            problem={fieldError(error, 'dutyCode')}
            value={dutyCode ?? ''}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(value) => setDutyCode(value === '' ? null : value)}
            options={[
              { value: '', label: t.noDuty },
              ...(duties?.items ?? []).map((duty) => ({
                value: duty.code,
                label: `${duty.code} ${duty.title}`,
              })),
            ]}
          />
          <Precedents text={`${title} ${matter}`} dutyCode={dutyCode} />
        </Form>
      </Panel>
    </PageFrame>
  );
}

function Precedents({ text, dutyCode }: { text: string; dutyCode: string | null }) {
  const t = useMessages(m);
  const q = useDeferredValue(text.trim().slice(0, 300));
  const { data } = useCall(
    findPrecedents,
    { query: { q, ...(dutyCode ? { dutyCode } : {}) } },
    { enabled: q.length >= 4, keep: true },
  );
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={t.precedents} note={t.precedentsNote}>
      <PrecedentList items={data.items} />
    </Panel>
  );
}
