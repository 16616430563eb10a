import { Checkbox } from 'antd';
import { useId, useState } from 'react';
import { addDays } from '#kernel/dates.ts';
import { listKeptOrganisations } from '#roles/meetings/meetings.contract.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { DayField, TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { today } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { createTaskPlan, listTaskPackages } from '../plans/plans.contract.ts';
import css from './plan.module.css';
import './task-words.ts';

const m = messages({
  zh: {
    title: '起草任务清单',
    lead: '选一个任务包，系统按职务找到人；也可以从空白开始。起草不会通知任何人。',
    back: '任务清单',
    org: '给哪个组织',
    pack: '从哪里开始',
    blank: '空白清单',
    blankNote: '自己逐项添加',
    name: '清单名称',
    from: '从',
    to: '到',
    expires: '到期自动终止未办结的任务',
    expiresHint: '阶段性任务包适用；已发生的逾期保留，不再催办。',
    tasks: (n: number) => `${n} 项任务`,
    other: '不适用于所选组织',
    draw: '起草',
  },
  en: {
    title: 'Draw up a task list',
    lead: 'Choose a package and the system finds the people by their posts; or start with an empty list. Nobody is told of a draft.',
    back: 'Task lists',
    org: 'For which organisation',
    pack: 'Start from',
    blank: 'An empty list',
    blankNote: 'Add tasks one by one',
    name: 'Name of the list',
    from: 'From',
    to: 'To',
    expires: 'Tasks not done end with the period',
    expiresHint: 'For packages of a period; lateness that happened stays, nobody is reminded any more.',
    tasks: (n) => `${n} tasks`,
    other: 'does not fit the organisation',
    draw: 'Draw up',
  },
});

/** Draws up a list of tasks: which organisation, from which package, for which period. */
export default function NewPlanPage() {
  const t = useMessages(m);
  const label = useLabel();
  const id = useId();
  const go = useGo();
  const [words, setWords] = useState('');
  const kept = useCall(listKeptOrganisations, { query: { q: words } }, { keep: true });
  const packages = useCall(listTaskPackages, {});
  const [chosen, setChosen] = useState<{ id: string; name: string; kind: string } | null>(null);
  const [packageId, setPackageId] = useState<string | null>(null);
  const [typed, setTyped] = useState({
    title: '',
    fromOn: today(),
    toOn: addDays(today(), 90),
    expires: false,
  });
  const kinds = kept.data?.items ?? [];
  // A year's list is the organ committee's where there is one.
  const org = chosen ?? kinds.find((each) => each.kind === 'organ_committee') ?? kinds[0] ?? null;
  const send = useSend(createTaskPlan, { onDone: (plan) => go(`/task-plans/${plan.id}`) });
  const items = packages.data?.items ?? [];

  function choose(next: string | null): void {
    setPackageId(next);
    const pack = items.find((each) => each.id === next);
    if (!pack) return;
    setTyped({ title: label(pack.title), fromOn: pack.fromOn, toOn: pack.toOn, expires: pack.expires });
  }
  function submit(): void {
    void send.send({ body: { orgId: org?.id ?? '', packageId, ...typed } });
  }

  return (
    <PageFrame narrow title={t.title} lead={t.lead} back={{ to: '/task-plans', label: t.back }}>
      <Panel>
        <Form
          wide
          onSubmit={submit}
          submit={t.draw}
          pending={send.pending}
          error={send.error}
          disabled={typed.title.trim() === ''}
        >
          <SelectField
            label={t.org}
            problem={fieldError(send.error, 'orgId')}
            required
            showSearch={{ onSearch: setWords, filterOption: false }}
            value={org?.id}
            onChange={(value) => setChosen(kept.data?.items.find((each) => each.id === value) ?? null)}
            options={[
              ...(org && !kept.data?.items.some((each) => each.id === org.id) ? [org] : []),
              ...(kept.data?.items ?? []),
            ].map((each) => ({ value: each.id, label: each.name }))}
          />
          <fieldset className={css['packs']}>
            <legend>{t.pack}</legend>
            {[null, ...items].map((pack) => {
              const fits = pack === null || (org !== null && pack.bodies.includes(org.kind));
              return (
                <label key={pack?.id ?? ''} className={fits ? undefined : css['off']}>
                  <input
                    type="radio"
                    name={`${id}-pack`}
                    checked={packageId === (pack?.id ?? null)}
                    disabled={!fits}
                    onChange={() => choose(pack?.id ?? null)}
                  />
                  <strong>{pack ? label(pack.title) : t.blank}</strong>
                  <small>
                    {pack ? `${label(pack.note)} ${t.tasks(pack.tasks.length)}` : t.blankNote}
                    {pack && !fits ? ` · ${t.other}` : ''}
                  </small>
                </label>
              );
            })}
          </fieldset>
          {fieldError(send.error, 'packageId') && <p role="alert">{fieldError(send.error, 'packageId')}</p>}
          <TextField
            label={t.name}
            problem={fieldError(send.error, 'title')}
            maxLength={100}
            required
            value={typed.title}
            onChange={(value) => setTyped({ ...typed, title: value })}
          />
          <div className={css['pair']}>
            <DayField
              label={t.from}
              required
              value={typed.fromOn}
              onChange={(value) => setTyped({ ...typed, fromOn: value })}
            />
            <DayField
              label={t.to}
              problem={fieldError(send.error, 'toOn')}
              min={today()}
              required
              value={typed.toOn}
              onChange={(value) => setTyped({ ...typed, toOn: value })}
            />
          </div>
          <p className={css['check']}>
            <Checkbox
              checked={typed.expires}
              onChange={(event) => setTyped({ ...typed, expires: event.target.checked })}
            >
              {t.expires}
            </Checkbox>
            <small className="z-quiet">{t.expiresHint}</small>
          </p>
        </Form>
      </Panel>
    </PageFrame>
  );
}
