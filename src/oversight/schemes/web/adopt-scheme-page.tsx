import { Input } from 'antd';
import { useId, useState } from 'react';
import { formatBasisPoints, WHOLE } from '#kernel/decimal.ts';
import { OrganisationField } from '#roles/ledger/web/organisation-field.tsx';
import { useCall, useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { DayField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { today } from '#shell/web/format.ts';
import { useGo, useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { adoptScheme, listSchemePacks, type SchemeView as Scheme } from '../schemes.contract.ts';
import { SchemeView } from './scheme-view.tsx';
import css from './schemes.module.css';

const m = messages({
  zh: {
    back: '考核方案',
    title: '采用考核方案',
    lead: '采用后固定，期内不变；要改，只能另行采用新的一份。',
    form: '采用',
    org: '采用单位',
    from: '考核期开始',
    to: '考核期结束',
    weights: '指标权重',
    weightOf: (title: string) => `${title}的权重（百分比）`,
    sum: (text: string) => `合计 ${text}`,
    mustBeWhole: '权重之和应为 100%',
    notice: '反馈期（工作日，不少于 5）',
    late: '考核期已经开始。方案会注明“期初之后采用”。',
    adopt: '采用',
  },
  en: {
    back: 'Schemes',
    title: 'Adopt a scheme',
    lead: 'Fixed once adopted and unchanged during its period; a change is a new adoption.',
    form: 'Adoption',
    org: 'Adopted by',
    from: 'Period from',
    to: 'Period to',
    weights: 'Weights of the indicators',
    weightOf: (title) => `weight of ${title} in per cent`,
    sum: (text) => `sum ${text}`,
    mustBeWhole: 'The weights must add up to 100 %',
    notice: 'Notice (working days, at least 5)',
    late: 'The period has begun already. The scheme will say so.',
    adopt: 'Adopt',
  },
});

/** A pack in full, and the form by which it is adopted for a period. */
export default function AdoptSchemePage() {
  const t = useMessages(m);
  const id = useParam('id');
  const { data, error, refetch } = useCall(listSchemePacks, {});
  const pack = data?.items.find((each) => each.schemeId === id);
  return (
    <PageFrame title={t.title} lead={t.lead} back={{ to: '/schemes', label: t.back }}>
      {error && <ErrorSentence error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {pack && (
        <div className={css['column']}>
          <AdoptForm pack={pack} />
          <SchemeView scheme={pack} />
        </div>
      )}
    </PageFrame>
  );
}

function AdoptForm({ pack }: { pack: Scheme }) {
  const t = useMessages(m);
  const pick = useLabel();
  const go = useGo();
  const base = useId();
  const year = Number(today().slice(0, 4));
  const [org, setOrg] = useState<Choice | null>(null);
  const [from, setFrom] = useState(`${year}-01-01`);
  const [to, setTo] = useState(`${year}-12-31`);
  const [notice, setNotice] = useState(pack.noticeWorkingDays);
  const [weights, setWeights] = useState<Record<string, number>>(
    Object.fromEntries(pack.indicators.map((each) => [each.id, each.weight])),
  );
  const { send, pending, error } = useSend(adoptScheme, { onDone: (reply) => go(`/schemes/${reply.id}`) });
  const sum = Object.values(weights).reduce((total, each) => total + each, 0);

  function save() {
    void send({
      body: {
        orgId: org?.id ?? '',
        schemeId: pack.schemeId,
        periodFrom: from,
        periodTo: to,
        weights,
        noticeWorkingDays: notice,
      },
    });
  }

  return (
    <Panel title={`${t.form} · ${pick(pack.title)}`}>
      <Form onSubmit={save} submit={t.adopt} pending={pending} error={error} disabled={sum !== WHOLE}>
        <OrganisationField label={t.org} value={org} onChange={setOrg} problem={fieldError(error, 'orgId')} />
        <div className={css['pair']}>
          <DayField
            label={t.from}
            problem={fieldError(error, 'periodFrom')}
            required
            value={from}
            onChange={setFrom}
          />
          <DayField
            label={t.to}
            problem={fieldError(error, 'periodTo')}
            required
            value={to}
            onChange={setTo}
          />
          <Field label={t.notice} id={`${base}-notice`} problem={fieldError(error, 'noticeWorkingDays')}>
            <Input
              id={`${base}-notice`}
              type="number"
              min={pack.noticeWorkingDays}
              max={60}
              value={notice}
              onChange={(event) => setNotice(Number(event.target.value))}
            />
          </Field>
        </div>
        {from <= today() && <Note shade="warn">{t.late}</Note>}
        <fieldset className={css['fieldset']}>
          <legend>{t.weights}</legend>
          <div className={css['weights']}>
            {pack.indicators.map((each) => (
              <label key={each.id} className={css['weight']}>
                <span>{pick(each.title)}</span>
                <input
                  type="number"
                  min={0.01}
                  max={100}
                  step={0.01}
                  aria-label={t.weightOf(pick(each.title))}
                  value={(weights[each.id] ?? 0) / 100}
                  onChange={(event) =>
                    setWeights({ ...weights, [each.id]: Math.round(Number(event.target.value) * 100) })
                  }
                />
              </label>
            ))}
            <p className={css['sum']} role="status">
              {t.sum(formatBasisPoints(sum))}
              {sum !== WHOLE && ` · ${t.mustBeWhole}`}
            </p>
          </div>
        </fieldset>
      </Form>
    </Panel>
  );
}
