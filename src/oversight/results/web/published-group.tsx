import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import type { PublicationBody } from '../publications.contract.ts';
import { RankBar } from './rank-bar.tsx';
import css from './results.module.css';
import { resultWords, scoreText } from './results-words.ts';

const m = messages({
  zh: {
    note: (n: number) => `${n} 个组织，按组织顺序排列`,
    front: '靠前',
    tail: '末位',
    organisation: '组织',
    score: '得分',
    place: '可能名次',
    band: '等次建议',
    disputed: '复核中',
  },
  en: {
    note: (n) => `${n} organisations, in the order of the tree`,
    front: 'Front',
    tail: 'Tail',
    organisation: 'Organisation',
    score: 'Score',
    place: 'Possible places',
    band: 'Proposed band',
    disputed: 'under review',
  },
});

type Group = PublicationBody['groups'][number];

/** A comparable group as published: its lists, or why there are none, and every organisation with its possible places. */
export function PublishedGroup({ group, disputed }: { group: Group; disputed: readonly string[] }) {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  const pick = useLabel();
  const name = words.group(group.category, words.kinds[group.kind] ?? group.kind);
  const namesOf = (ids: readonly string[]) =>
    group.entries.filter((entry) => ids.includes(entry.organisation)).map((entry) => entry.name);
  return (
    <Panel title={name} note={t.note(group.entries.length)} flush>
      <div className={css['lists']}>
        {(['front', 'tail'] as const).map((side) => (
          <div key={side}>
            <h3>{t[side]}</h3>
            {group[side].reason ? (
              <p className={css['quiet']}>{words.reasons[group[side].reason]}</p>
            ) : (
              <ul>
                {namesOf(group[side].organisations).map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </div>
      <div className={css['scroll']} role="group" tabIndex={0} aria-label={name}>
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">{t.organisation}</th>
              <th scope="col" className={css['number']}>
                {t.score}
              </th>
              <th scope="col">{t.place}</th>
              <th scope="col">{t.band}</th>
            </tr>
          </thead>
          <tbody>
            {group.entries.map((entry) => (
              <tr key={entry.organisation}>
                <td>
                  {entry.name}{' '}
                  {disputed.includes(entry.organisation) && <StateTag shade="warn">{t.disputed}</StateTag>}
                </td>
                <td className={css['number']}>
                  {scoreText(entry.score) ?? words.ungraded}
                  {entry.score !== null && entry.standard_error !== null && (
                    <small className={css['quiet']}> ± {entry.standard_error.toFixed(1)}</small>
                  )}
                </td>
                <td>
                  <RankBar best={entry.best} worst={entry.worst} size={group.size} />
                </td>
                <td>{entry.band ? pick(entry.band.title) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
