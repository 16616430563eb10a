import { useEffect, useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { DayField, TextAreaField, TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { today } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { SelectField } from '#shell/web/select-field.tsx';
import { enterProblem, findSimilarProblems } from '../ledger.contract.ts';
import { problemSources } from '../ledger.rules.ts';
import css from './ledger.module.css';
import { ledgerWords } from './ledger-words.ts';
import { OrganisationField } from './organisation-field.tsx';
import { OwnerField } from './owner-field.tsx';
import { type Origin, useOrigin } from './problem-origin.ts';
import { SimilarList } from './similar-list.tsx';

const m = messages({
  zh: {
    title: '列入台账',
    lead: '没有责任人、没有时限的问题不能列入。',
    back: '问题台账',
    org: '所在组织',
    name: '问题',
    nameHint: '一句话写清楚什么事、影响了谁',
    detail: '具体情况',
    source: '来源',
    owner: '责任人',
    ownerHint: '一个问题只有一名责任人；先选组织，再输入姓名',
    due: '解决时限',
    measures: '整改措施',
    measuresHint: '可以由责任人接办时填写',
    save: '列入台账',
    saved: '已列入台账',
    similar: '台账里有相似的问题',
    similarHint: '如果是同一件事又发生，请选中它：系统会一起计算反复次数。',
    none: '都不是，这是新的问题',
    from: '据此列入：',
  },
  en: {
    title: 'Enter a problem',
    lead: 'No problem is entered without an owner and a date.',
    back: 'Ledger',
    org: 'Organisation',
    name: 'Problem',
    nameHint: 'In a sentence: what, and whom it touches',
    detail: 'Details',
    source: 'Source',
    owner: 'Owner',
    ownerHint: 'One owner for one problem; choose the organisation, then type the name',
    due: 'To be solved by',
    measures: 'Measures',
    measuresHint: 'Can be left to the owner',
    save: 'Enter',
    saved: 'Entered into the ledger',
    similar: 'The ledger has similar problems',
    similarHint: 'If this is one of them again, choose it: recurrence is counted together.',
    none: 'None of them, this is new',
    from: 'Out of:',
  },
});

type Source = Exclude<(typeof problemSources)[number], 'assessment' | 'task'>;

/** The form by which a problem is put into the ledger by hand; out of a record or a motion where the address names one. */
export default function NewProblemPage() {
  const t = useMessages(m);
  const { from, error, waits, retry } = useOrigin();
  if (error || waits)
    return (
      <PendingPage title={t.title} back={{ to: '/ledger', label: t.back }} error={error} onRetry={retry} />
    );
  return <NewProblemForm from={from} />;
}

function NewProblemForm({ from }: { from: Origin | null }) {
  const t = useMessages(m);
  const words = useMessages(ledgerWords);
  const go = useGo();
  const [org, setOrg] = useState<Choice | null>(from?.org ?? null);
  const [owner, setOwner] = useState<Choice | null>(null);
  const [title, setTitle] = useState(from?.title ?? '');
  const [detail, setDetail] = useState(from?.detail ?? '');
  const [measures, setMeasures] = useState('');
  const [source, setSource] = useState<Source>(from?.sources[0] ?? 'masses');
  const [dueOn, setDueOn] = useState('');
  const [recursOf, setRecursOf] = useState<string | null>(null);
  const asked = useRest(`${title} ${detail}`.trim());
  const { data: like } = useCall(
    findSimilarProblems,
    { query: { org: org?.id ?? '', text: asked.slice(0, 1200) } },
    { enabled: org !== null && asked.length >= 4, keep: true },
  );
  const similar = org !== null && asked.length >= 4 ? (like?.items ?? []) : [];
  const chosen = similar.some((item) => item.id === recursOf) ? recursOf : null;
  const { send, pending, error } = useSend(enterProblem, {
    onDone: (reply) => {
      notify(t.saved);
      go(`/ledger/${reply.id}`, { replace: true });
    },
  });

  function save() {
    void send({
      body: {
        orgId: org?.id ?? '',
        ownerId: owner?.id ?? '',
        title,
        detail,
        measures,
        source,
        dueOn,
        recursOf: chosen,
        from: from && { kind: from.kind, id: from.id },
      },
    });
  }

  return (
    <PageFrame title={t.title} lead={t.lead} back={{ to: '/ledger', label: t.back }} narrow>
      <Panel>
        <Form onSubmit={save} submit={t.save} pending={pending} error={error}>
          {from && (
            <p className={css['quiet']}>
              {t.from} <AppLink to={from.link}>{from.name}</AppLink>
            </p>
          )}
          <OrganisationField
            label={t.org}
            value={org}
            onChange={setOrg}
            problem={fieldError(error, 'orgId')}
          />
          <TextField
            label={t.name}
            hint={t.nameHint}
            problem={fieldError(error, 'title')}
            maxLength={80}
            required
            value={title}
            onChange={setTitle}
          />
          <TextAreaField
            label={t.detail}
            problem={fieldError(error, 'detail')}
            rows={4}
            value={detail}
            onChange={setDetail}
          />
          {similar.length > 0 && (
            <fieldset className={css['evidence']}>
              <legend>{t.similar}</legend>
              <p className={css['quiet']}>{t.similarHint}</p>
              <SimilarList
                name={t.similar}
                items={similar}
                value={chosen}
                onChange={setRecursOf}
                none={t.none}
              />
            </fieldset>
          )}
          <div className={css['pair']}>
            <SelectField<Source>
              label={t.source}
              required
              value={source}
              onChange={setSource}
              options={problemSources
                .filter((value): value is Source => value !== 'assessment' && value !== 'task')
                .filter((value) => from === null || (from.sources as readonly string[]).includes(value))
                .map((value) => ({ value, label: words.sources[value] }))}
            />
            <DayField
              label={t.due}
              problem={fieldError(error, 'dueOn')}
              min={today()}
              required
              value={dueOn}
              onChange={setDueOn}
            />
          </div>
          <OwnerField
            label={t.owner}
            hint={t.ownerHint}
            orgId={org?.id ?? null}
            value={owner}
            onChange={setOwner}
            problem={fieldError(error, 'ownerId')}
          />
          <TextAreaField
            label={t.measures}
            hint={t.measuresHint}
            problem={fieldError(error, 'measures')}
            rows={3}
            value={measures}
            onChange={setMeasures}
          />
        </Form>
      </Panel>
    </PageFrame>
  );
}

/** A text once its writer rests, so that not every letter is a question. */
function useRest(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), 500);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
