import { useId } from 'react';
import { useCall } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { groupSource, type RoundDraft, raterOptions } from '../rounds.contract.ts';
import { roundWords } from './round-words.ts';
import css from './rounds.module.css';

const m = messages({
  zh: {
    weight: (share: string) => `权重 ${share}%`,
    source: '评议人来自',
    links: '每个组织发放链接数',
    linksHint: '链接不登记姓名。',
    membersHint: '被评组织的在册党员各评本组织；书记回避；已在“指定人员”中的不重复评。',
    namedHint: '指定人员评议本轮全部组织（本人任书记的除外）。',
    nobody: '没有可选人员',
    chosen: (n: number) => `已选 ${n} 人`,
  },
  en: {
    weight: (share) => `weight ${share}%`,
    source: 'Raters are',
    links: 'Links for each organisation',
    linksHint: 'No name is entered for a link.',
    membersHint:
      'Members on the roll rate their own organisation; its secretary stands aside; chosen people are not asked twice.',
    namedHint: 'Chosen people rate every organisation of the round, except one they are secretary of.',
    nobody: 'Nobody to choose',
    chosen: (n) => `${n} chosen`,
  },
});

/** A scheme as the form needs it. */
export type FormScheme = {
  id: string;
  items: readonly { title: { zh: string; en: string } }[];
  groups: readonly { code: string; title: { zh: string; en: string }; weight: number }[];
};

type Props = {
  orgId: string;
  scheme: FormScheme;
  draft: RoundDraft;
  onChange: (change: Partial<RoundDraft>) => void;
};

/** The rater groups of the scheme: which take part, and where their raters come from. */
export function GroupFields({ orgId, scheme, draft, onChange }: Props) {
  const t = useMessages(m);
  const words = useMessages(roundWords);
  const label = useLabel();
  const id = useId();
  const set = (code: string, part: Partial<RoundDraft['groups'][number]>) =>
    onChange({ groups: draft.groups.map((group) => (group.code === code ? { ...group, ...part } : group)) });
  const toggle = (code: string) =>
    onChange({
      groups: draft.groups.some((group) => group.code === code)
        ? draft.groups.filter((group) => group.code !== code)
        : [...draft.groups, { code, source: 'links', linksPerRatee: 5 }],
    });
  return (
    <div className={css['groups']}>
      {scheme.groups.map((group) => {
        const chosen = draft.groups.find((one) => one.code === group.code);
        return (
          <section key={group.code} className={css['group']} aria-label={label(group.title)}>
            <label className={css['check']}>
              <input type="checkbox" checked={chosen !== undefined} onChange={() => toggle(group.code)} />
              <strong>{label(group.title)}</strong>
              <span className="z-quiet">{t.weight(String(group.weight / 100))}</span>
            </label>
            {chosen && (
              <div className={css['groupBody']}>
                <label className={css['inline']} htmlFor={`${id}-${group.code}`}>
                  {t.source}
                  <select
                    id={`${id}-${group.code}`}
                    className={css['input']}
                    value={chosen.source}
                    onChange={(event) => set(group.code, { source: groupSource.parse(event.target.value) })}
                  >
                    {groupSource.options.map((source) => (
                      <option key={source} value={source}>
                        {words.sources[source]}
                      </option>
                    ))}
                  </select>
                </label>
                {chosen.source === 'links' && (
                  <label className={css['inline']} htmlFor={`${id}-${group.code}-links`}>
                    {t.links}
                    <input
                      id={`${id}-${group.code}-links`}
                      type="number"
                      min={1}
                      max={500}
                      className={css['input']}
                      value={chosen.linksPerRatee}
                      onChange={(event) =>
                        set(group.code, {
                          linksPerRatee: Math.max(0, Math.min(500, event.target.valueAsNumber || 0)),
                        })
                      }
                    />
                  </label>
                )}
                <p className="z-quiet">
                  {chosen.source === 'links'
                    ? t.linksHint
                    : chosen.source === 'members'
                      ? t.membersHint
                      : t.namedHint}
                </p>
                {chosen.source === 'named' && (
                  <NamedRaters orgId={orgId} group={group.code} draft={draft} onChange={onChange} />
                )}
              </div>
            )}
          </section>
        );
      })}
    </div>
  );
}

type NamedProps = Pick<Props, 'orgId' | 'draft' | 'onChange'> & { group: string };

function NamedRaters({ orgId, group, draft, onChange }: NamedProps) {
  const t = useMessages(m);
  const { data, error } = useCall(raterOptions, { query: { orgId } });
  const keyOf = (rater: { personId: string | null; accountId: string | null }) =>
    rater.personId ?? rater.accountId ?? '';
  const inGroup = (key: string) => draft.raters.find((rater) => keyOf(rater) === key)?.group;
  const toggle = (rater: { personId: string | null; accountId: string | null }) => {
    const rest = draft.raters.filter((one) => keyOf(one) !== keyOf(rater));
    const { personId, accountId } = rater;
    onChange({ raters: inGroup(keyOf(rater)) === group ? rest : [...rest, { group, personId, accountId }] });
  };
  if (error) return <ErrorSentence error={error} compact />;
  return (
    <>
      <p aria-live="polite">{t.chosen(draft.raters.filter((rater) => rater.group === group).length)}</p>
      <ul className={css['choices']}>
        {data?.items.length === 0 && <li className="z-quiet">{t.nobody}</li>}
        {data?.items.map((rater) => (
          <li key={keyOf(rater)}>
            <label className={css['check']}>
              <input
                type="checkbox"
                checked={inGroup(keyOf(rater)) === group}
                onChange={() => toggle(rater)}
              />
              {rater.name} <span className="z-quiet">{rater.place}</span>
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}
