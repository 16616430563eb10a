import { useCall } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readRoundGuidance } from '../guidance.contract.ts';
import type { RoundView } from '../rounds.contract.ts';
import css from './rounds.module.css';

const m = messages({
  zh: {
    title: '点名的评议人平时指导过没有',
    rule: (months: number) =>
      `近 ${months} 个月里列席会议、走访、检查、在任务上指导的天数，一个组织同一天算一天。只供安排评议人和督促平时指导，不影响计分，也不涉及谁怎么评。`,
    allGuided: '点名的评议人平时都有指导记录。',
    some: (n: number) =>
      `有 ${n} 人平时没有指导记录。开放前可以换人、请其先去指导，或补记已做的走访；确需其评议的，请在会上说明依据。`,
    nobody: '点名的评议人都只评本人所在的组织，不用核对。',
    unchecked: (n: number) =>
      `另有 ${n} 人只有账号、没有对应到人员，查不到平时去过哪里，本表没有核对，请安排评议人的同志自行了解。`,
    named: '走访、检查记在上级组织名下的，须在记录里选上走访的组织，才能对应到被评组织。',
    rater: '评议人',
    month: (month: string) => `${Number(month.slice(5))}月`,
    untouched: '没有记录到接触的组织',
    none: '无',
    more: (names: string, asked: number, n: number) => `${asked} 个中有 ${n} 个：${names}`,
    and: '、',
    etc: '等',
    signs: { guided: '平时有指导', late: '评时才出现', never: '无过程接触' },
  },
  en: {
    title: 'Did those asked by name guide during the year?',
    rule: (months) =>
      `Days in the last ${months} months on which they sat in at a meeting, visited, inspected or guided a task; one organisation counts once a day. For choosing raters only: no mark weighs differently, and nothing here tells who marked what.`,
    allGuided: 'All of them guided during the year.',
    some: (n) =>
      `${n} have no guidance on record. Before opening, choose others, ask them to go first, or enter the visits they made; if they must rate, state on what basis.`,
    nobody: 'Those asked by name rate only their own organisation.',
    unchecked: (n) =>
      `Known by an account only, and not checked here: ${n}. No record tells where they were; whoever chooses the raters finds out.`,
    named:
      ' A visit kept among a superior body’s records counts for the organisations that the record names.',
    rater: 'Rater',
    month: (month) => month.slice(5),
    untouched: 'Organisations without contact on record',
    none: 'none',
    more: (names, asked, n) => `${n} of ${asked}: ${names}`,
    and: ', ',
    etc: ' …',
    signs: { guided: 'Guided', late: 'Only at marking', never: 'No contact' },
  },
});

const shades = { guided: 'good', late: 'bad', never: 'bad' } as const;

/** Who is asked by name and comes only when marks are given (平时不管“评”时管); before opening there is still time to choose others. */
export function GuidancePanel({ round }: { round: RoundView }) {
  const t = useMessages(m);
  const label = useLabel();
  const { data, error, refetch } = useCall(readRoundGuidance, { params: { id: round.id } });
  const titleOf = (code: string) => {
    const found = round.groups.find((group) => group.code === code);
    return found ? label(found.title) : code;
  };
  const absent = data?.raters.filter((rater) => rater.sign !== 'guided').length ?? 0;
  return (
    <Panel title={t.title}>
      {error && <ErrorSentence error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={4} />}
      {data && (
        <>
          <div className={css['blockers']}>
            {data.raters.length === 0 ? (
              data.unchecked === 0 && <Note>{t.nobody}</Note>
            ) : (
              <Note shade={absent > 0 ? 'warn' : 'good'}>{absent > 0 ? t.some(absent) : t.allGuided}</Note>
            )}
            {data.unchecked > 0 && <Note shade="warn">{t.unchecked(data.unchecked)}</Note>}
            <p className="z-quiet">
              {t.rule(data.months.length)}
              {t.named}
            </p>
          </div>
          {data.raters.length > 0 && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            <section className={css['scroll']} aria-label={t.title} tabIndex={0}>
              <table className={css['table']}>
                <thead>
                  <tr>
                    <th scope="col">{t.rater}</th>
                    <th scope="col">{t.untouched}</th>
                    {data.months.map((month) => (
                      <th key={month} scope="col" className={css['month']}>
                        {t.month(month)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.raters.map((rater) => (
                    <tr key={rater.personId}>
                      <td>
                        {rater.name} <StateTag shade={shades[rater.sign]}>{t.signs[rater.sign]}</StateTag>
                        <small className={css['histogram']}>{rater.groups.map(titleOf).join(t.and)}</small>
                      </td>
                      <td className={css['names']}>
                        {rater.untouched === 0
                          ? t.none
                          : t.more(
                              rater.untouchedNames.join(t.and) +
                                (rater.untouched > rater.untouchedNames.length ? t.etc : ''),
                              rater.asked,
                              rater.untouched,
                            )}
                      </td>
                      {rater.days.map((days, at) => (
                        <td key={data.months[at]} className={css['month']}>
                          {days || <span className="z-quiet">·</span>}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )}
        </>
      )}
    </Panel>
  );
}
