import { useId, useState } from 'react';
import { addDays } from '#kernel/dates.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { today } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { useMe } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { createRound, type RoundDraft, schemeOptions } from '../rounds.contract.ts';
import type { FormScheme } from './group-fields.tsx';
import { RoundForm } from './round-form.tsx';
import css from './rounds.module.css';

const m = messages({
  zh: {
    title: '新建测评',
    lead: '保存为草稿后先看匿名预检，再开放。开放后条款不能修改。',
    back: '民主测评',
    holder: '组织者',
    scheme: '考核方案',
    name: (scheme: string, year: string) => `${year}年${scheme.replace('考核方案', '')}测评`,
  },
  en: {
    title: 'New round',
    lead: 'Saved as a draft; see the anonymity check before opening. After opening, the terms do not change.',
    back: 'Rounds',
    holder: 'Held by',
    scheme: 'Scheme',
    name: (scheme, year) => `${scheme} ${year}`,
  },
});

/** Where the raters of the usual groups come from; anything else begins with links. */
const usualSources: Record<string, RoundDraft['groups'][number]['source']> = {
  superior: 'named',
  members: 'members',
  staff: 'links',
};

/** Drafting a round. */
export default function NewRoundPage() {
  const t = useMessages(m);
  const label = useLabel();
  const go = useGo();
  const id = useId();
  const me = useMe();
  const holders = (me?.grants ?? []).filter(
    (grant) => grant.orgId && (grant.role === 'officer' || grant.role === 'clerk'),
  );
  const [holder, setHolder] = useState<string | null>(null);
  const [schemeId, setSchemeId] = useState<string | null>(null);
  const { data, error, isPending } = useCall(schemeOptions, {});
  const save = useSend(createRound, { onDone: (made) => go(`/rounds/${made.id}`, { replace: true }) });
  const orgId = holder ?? holders[0]?.orgId ?? null;
  const scheme = data?.items.find((one) => one.id === schemeId) ?? data?.items[0];
  return (
    <PageFrame title={t.title} lead={t.lead} back={{ to: '/rounds', label: t.back }} narrow>
      {error && <ErrorSentence error={error} />}
      {isPending && <Skeleton />}
      {data && (
        <Panel>
          <div className={css['pair']}>
            <Field label={t.holder} id={`${id}-holder`}>
              <select
                id={`${id}-holder`}
                className={css['input']}
                value={orgId ?? ''}
                onChange={(event) => setHolder(event.target.value)}
              >
                {holders.map((grant) => (
                  <option key={grant.orgId} value={grant.orgId ?? ''}>
                    {grant.orgName}
                  </option>
                ))}
              </select>
            </Field>
            <Field label={t.scheme} id={`${id}-scheme`}>
              <select
                id={`${id}-scheme`}
                className={css['input']}
                value={scheme?.id ?? ''}
                onChange={(event) => setSchemeId(event.target.value)}
              >
                {data.items.map((one) => (
                  <option key={one.id} value={one.id}>
                    {label(one.title)}
                  </option>
                ))}
              </select>
            </Field>
          </div>
        </Panel>
      )}
      {orgId && scheme && (
        <RoundForm
          key={`${orgId} ${scheme.id}`}
          orgId={orgId}
          scheme={scheme}
          start={startOf(scheme, t.name(label(scheme.title), today().slice(0, 4)))}
          pending={save.pending}
          error={save.error}
          onSave={(draft) => void save.send({ body: { orgId, schemeId: scheme.id, ...draft } })}
        />
      )}
    </PageFrame>
  );
}

function startOf(scheme: FormScheme, title: string): RoundDraft {
  return {
    title,
    mode: 'sealed',
    closesOn: addDays(today(), 7),
    groups: scheme.groups.map((group) => {
      const source = usualSources[group.code] ?? 'links';
      return { code: group.code, source, linksPerRatee: source === 'links' ? 5 : 0 };
    }),
    rateeIds: [],
    raters: [],
    trustees: [],
  };
}
