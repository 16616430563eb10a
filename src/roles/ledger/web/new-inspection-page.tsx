import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { DayField, TextAreaField, TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { today } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { enterInspection } from '../ledger.contract.ts';
import css from './ledger.module.css';
import { OrganisationField } from './organisation-field.tsx';
import { OwnerField } from './owner-field.tsx';

const m = messages({
  zh: {
    title: '登记督导检查',
    lead: '检查记录和发现的问题一次登记：每个问题当场明确责任人和时限，列入台账。',
    back: '问题台账',
    org: '检查的组织',
    on: '检查日期',
    name: '检查事项',
    outcome: '总体情况',
    findings: '发现的问题',
    none: '没有发现问题的，下面留空，直接保存检查记录。',
    finding: (n: number) => `问题 ${n}`,
    what: '问题',
    detail: '具体情况',
    owner: '责任人',
    due: '解决时限',
    add: '再写一个问题',
    remove: (n: number) => `删除问题 ${n}`,
    save: (n: number) => (n > 0 ? '保存并列入台账' : '保存检查记录'),
    saved: (n: number) => (n > 0 ? `检查已登记，${n} 个问题列入台账` : '检查已登记'),
  },
  en: {
    title: 'Record an inspection',
    lead: 'The inspection and what it found, written once: each problem with its owner and date, entered into the ledger.',
    back: 'Ledger',
    org: 'Organisation inspected',
    on: 'Day',
    name: 'What was inspected',
    outcome: 'Overall',
    findings: 'Problems found',
    none: 'If nothing was found, leave this empty and save the inspection.',
    finding: (n) => `Problem ${n}`,
    what: 'Problem',
    detail: 'Details',
    owner: 'Owner',
    due: 'To be solved by',
    add: 'Add another problem',
    remove: (n) => `Remove problem ${n}`,
    save: (n) => (n > 0 ? 'Save and enter' : 'Save the inspection'),
    saved: (n) => (n > 0 ? `Recorded; ${n} problems entered` : 'Recorded'),
  },
});

type Finding = { key: number; title: string; detail: string; owner: Choice | null; dueOn: string };
const blank = (key: number): Finding => ({ key, title: '', detail: '', owner: null, dueOn: '' });

/** An inspection with what it found: whoever inspects writes it down once. */
export default function NewInspectionPage() {
  const t = useMessages(m);
  const go = useGo();
  const [org, setOrg] = useState<Choice | null>(null);
  const [occurredOn, setOccurredOn] = useState(today());
  const [title, setTitle] = useState('');
  const [outcome, setOutcome] = useState('');
  const [findings, setFindings] = useState<readonly Finding[]>([blank(0)]);
  // One that was begun and has no name yet is asked for its name, not dropped.
  const said = findings.filter(
    ({ title: name, detail, owner, dueOn }) => `${name}${detail}${dueOn}`.trim() !== '' || owner !== null,
  );
  const { send, pending, error } = useSend(enterInspection, {
    onDone: (reply) => {
      notify(t.saved(reply.problems.length));
      const [first] = reply.problems;
      go(first && reply.problems.length === 1 ? `/ledger/${first}` : `/records/${reply.recordId}`, {
        replace: true,
      });
    },
  });
  const change = (key: number, part: Partial<Finding>) =>
    setFindings(findings.map((each) => (each.key === key ? { ...each, ...part } : each)));

  function save() {
    void send({
      body: {
        orgId: org?.id ?? '',
        occurredOn,
        title,
        outcome,
        findings: said.map(({ owner, title: name, detail, dueOn }) => ({
          title: name,
          detail,
          ownerId: owner?.id ?? '',
          dueOn,
        })),
      },
    });
  }

  return (
    <PageFrame title={t.title} lead={t.lead} back={{ to: '/ledger', label: t.back }} narrow>
      <Panel>
        <Form onSubmit={save} submit={t.save(said.length)} pending={pending} error={error}>
          <OrganisationField
            label={t.org}
            value={org}
            onChange={setOrg}
            problem={fieldError(error, 'orgId')}
          />
          <div className={css['pair']}>
            <TextField
              label={t.name}
              problem={fieldError(error, 'title')}
              maxLength={80}
              required
              value={title}
              onChange={setTitle}
            />
            <DayField
              label={t.on}
              problem={fieldError(error, 'occurredOn')}
              max={today()}
              required
              value={occurredOn}
              onChange={setOccurredOn}
            />
          </div>
          <TextAreaField
            label={t.outcome}
            problem={fieldError(error, 'outcome')}
            rows={2}
            value={outcome}
            onChange={setOutcome}
          />
          <h2>{t.findings}</h2>
          <p className={css['quiet']}>{t.none}</p>
          <div className={css['findings']}>
            {findings.map((finding, at) => (
              <FindingFields
                key={finding.key}
                no={at + 1}
                orgId={org?.id ?? null}
                finding={finding}
                problemOf={(field) => fieldError(error, `findings.${said.indexOf(finding)}.${field}`)}
                onChange={(part) => change(finding.key, part)}
                onRemove={() => setFindings(findings.filter((each) => each.key !== finding.key))}
              />
            ))}
          </div>
          <Button onClick={() => setFindings([...findings, blank((findings.at(-1)?.key ?? 0) + 1)])}>
            {t.add}
          </Button>
        </Form>
      </Panel>
    </PageFrame>
  );
}

function FindingFields({
  no,
  orgId,
  finding,
  problemOf,
  onChange,
  onRemove,
}: {
  no: number;
  orgId: string | null;
  finding: Finding;
  problemOf: (field: string) => string | undefined;
  onChange: (part: Partial<Finding>) => void;
  onRemove: () => void;
}) {
  const t = useMessages(m);
  return (
    <fieldset className={css['finding']}>
      <legend>{t.finding(no)}</legend>
      <TextField
        label={t.what}
        problem={problemOf('title')}
        maxLength={80}
        required
        value={finding.title}
        onChange={(value) => onChange({ title: value })}
      />
      <TextAreaField
        label={t.detail}
        problem={problemOf('detail')}
        rows={2}
        value={finding.detail}
        onChange={(value) => onChange({ detail: value })}
      />
      <div className={css['pair']}>
        <OwnerField
          label={t.owner}
          orgId={orgId}
          value={finding.owner}
          onChange={(owner) => onChange({ owner })}
          problem={problemOf('ownerId')}
        />
        <DayField
          label={t.due}
          problem={problemOf('dueOn')}
          min={today()}
          required
          value={finding.dueOn}
          onChange={(value) => onChange({ dueOn: value })}
        />
      </div>
      <div>
        <Button onClick={onRemove}>{t.remove(no)}</Button>
      </div>
    </fieldset>
  );
}
