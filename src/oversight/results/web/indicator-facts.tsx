import type { ReactNode } from 'react';
import { formatBasisPoints, formatHundredths, parseRational, toHundredths } from '#kernel/decimal.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { type Shade, StateTag } from '#shell/web/panel.tsx';
import type {
  BallotFacts,
  ConductFacts,
  LedgerFacts,
  ObligationFacts,
  RecordFacts,
} from '../../scoring/scoring.contract.ts';
import type { ScoreView } from '../scores.contract.ts';
import css from './score.module.css';

const m = messages({
  zh: {
    counts: (due: number, onTime: number, late: number, missed: number) =>
      `到期 ${due} 项：按期 ${onTime}，逾期完成 ${late}，未完成 ${missed}`,
    excused: (n: number) => `经说明免除 ${n} 项，不计入`,
    credit: (share: string) => `逾期完成按 ${share} 计`,
    appraisals: (due: number, atOnce: number, corrected: number, returned: number) =>
      `党员 ${due} 人：考评一次通过 ${atOnce}，退回后通过 ${corrected}，退回未改好 ${returned}`,
    corrected: (share: string) => `退回后通过按 ${share} 计`,
    nobody: '只计人数，不看等次，不列个人。',
    outcomes: { 'on-time': '按期', late: '逾期完成', missed: '未完成', excused: '已免除' },
    duty: '事项',
    due: '时限',
    outcome: '完成情况',
    records: '依据的记录',
    since: (day: string) => `自 ${day} 起逾期`,
    problem: '问题',
    kind: '工作',
    day: '日期',
    title: '内容',
    deeds: (n: number) => `经确认的成效 ${n} 件；只有过程材料的不计`,
    none: '没有',
    group: '评价主体',
    item: '测评项',
    mean: '均分',
    least: '票数',
    atLeast: (n: number) => `${n} 票以上`,
    share: (adopted: string, effective: string) => `权重 ${adopted}，实际 ${effective}`,
    tooFew: { 'too-few': '人数不足，不予公布', 'no-ballots': '没有测评' } as Record<string, string>,
    ballots: '只使用达到最少票数的合计；系统内没有可以还原到个人的数据。',
    of: '组内平均',
  },
  en: {
    counts: (due, onTime, late, missed) =>
      `${due} fell due: ${onTime} in time, ${late} late, ${missed} not done`,
    excused: (n) => `${n} excused, not counted`,
    credit: (share) => `late counts ${share}`,
    appraisals: (due, atOnce, corrected, returned) =>
      `${due} members: ${atOnce} approved at once, ${corrected} after being returned, ${returned} returned and not put right`,
    corrected: (share) => `those returned first count ${share}`,
    nobody: 'Numbers only: no grades, no names.',
    outcomes: { 'on-time': 'in time', late: 'late', missed: 'not done', excused: 'excused' },
    duty: 'Duty',
    due: 'Due',
    outcome: 'Outcome',
    records: 'Records',
    since: (day) => `late since ${day}`,
    problem: 'Problem',
    kind: 'Work',
    day: 'Day',
    title: 'Title',
    deeds: (n) => `${n} confirmed results; traces alone do not count`,
    none: 'none',
    group: 'Raters',
    item: 'Item',
    mean: 'Mean',
    least: 'Ballots',
    atLeast: (n) => `${n} or more`,
    share: (adopted, effective) => `weight ${adopted}, in effect ${effective}`,
    tooFew: { 'too-few': 'too few to be shown', 'no-ballots': 'no ballots' } as Record<string, string>,
    ballots: 'Only sums over enough ballots are used; nothing here leads back to a person.',
    of: 'group mean',
  },
});

type Labels = ScoreView['labels'];
type AllFacts = ObligationFacts | LedgerFacts | ConductFacts | RecordFacts | BallotFacts;

/** The facts behind an indicator, each leading to the record, problem or pooled ballots it stands for. */
export function IndicatorFacts({ facts, labels }: { facts: AllFacts; labels: Labels }) {
  switch (facts.source) {
    case 'obligations':
      return <Obligations facts={facts} labels={labels} />;
    case 'ledger':
      return <Problems facts={facts} labels={labels} />;
    case 'conduct':
      return <Appraisals facts={facts} />;
    case 'records':
      return <Deeds facts={facts} labels={labels} />;
    case 'ballot':
      return <Ballots facts={facts} />;
  }
}

const shades: Record<string, Shade> = { 'on-time': 'good', late: 'warn', missed: 'bad', excused: 'neutral' };

function Counts({ facts }: { facts: ObligationFacts | LedgerFacts }) {
  const t = useMessages(m);
  return (
    <p>
      {t.counts(facts.due, facts.on_time, facts.late, facts.missed)}
      {facts.late > 0 && ` · ${t.credit(formatBasisPoints(facts.late_credit))}`}
      {facts.source === 'obligations' && facts.excused > 0 && ` · ${t.excused(facts.excused)}`}
    </p>
  );
}

function Outcome({
  outcome,
  since,
}: {
  outcome: ObligationFacts['items'][number]['outcome'];
  since: string | null;
}) {
  const t = useMessages(m);
  return (
    <>
      <StateTag shade={shades[outcome]}>{t.outcomes[outcome]}</StateTag>
      {since && <small className={css['quiet']}> {t.since(formatDayShort(since))}</small>}
    </>
  );
}

function Obligations({ facts, labels }: { facts: ObligationFacts; labels: Labels }) {
  const t = useMessages(m);
  const pick = useLabel();
  const records = new Map(labels.records.map((record) => [record.id, record]));
  return (
    <>
      <Counts facts={facts} />
      {facts.items.length > 0 && (
        <Table heads={[t.duty, t.due, t.outcome, t.records]}>
          {facts.items.map((item) => {
            const duty = labels.duties[item.duty];
            return (
              <tr key={item.id}>
                <td>{duty ? pick(duty) : item.duty}</td>
                <td>{formatDayShort(item.due_on)}</td>
                <td>
                  <Outcome outcome={item.outcome} since={item.late_since} />
                </td>
                <td>
                  {item.records.length === 0 && <span className={css['quiet']}>{t.none}</span>}
                  {item.records.map((id) => {
                    const record = records.get(id);
                    if (!record) return null;
                    const text = `${formatDayShort(record.occurredOn)} ${record.title ?? pick(record.kind)}`;
                    return (
                      <div key={id}>
                        {record.title === null ? text : <AppLink to={`/records/${id}`}>{text}</AppLink>}
                      </div>
                    );
                  })}
                </td>
              </tr>
            );
          })}
        </Table>
      )}
    </>
  );
}

function Problems({ facts, labels }: { facts: LedgerFacts; labels: Labels }) {
  const t = useMessages(m);
  const titles = new Map(labels.problems.map((problem) => [problem.id, problem.title]));
  return (
    <>
      <Counts facts={facts} />
      {facts.items.length > 0 && (
        <Table heads={[t.problem, t.due, t.outcome]}>
          {facts.items.map((item, place) => {
            const title = titles.get(item.id);
            return (
              <tr key={item.id}>
                <td>
                  {title ? <AppLink to={`/ledger/${item.id}`}>{title}</AppLink> : `${t.problem} ${place + 1}`}
                </td>
                <td>{formatDayShort(item.due_on)}</td>
                <td>
                  <Outcome outcome={item.outcome} since={item.late_since} />
                </td>
              </tr>
            );
          })}
        </Table>
      )}
    </>
  );
}

function Appraisals({ facts }: { facts: ConductFacts }) {
  const t = useMessages(m);
  return (
    <p>
      {t.appraisals(facts.due, facts.on_time, facts.late, facts.missed)}
      {facts.late > 0 && ` · ${t.corrected(formatBasisPoints(facts.late_credit))}`}
      <small className={css['quiet']}> {t.nobody}</small>
    </p>
  );
}

function Deeds({ facts, labels }: { facts: RecordFacts; labels: Labels }) {
  const t = useMessages(m);
  const pick = useLabel();
  const wanted = new Set(facts.items.map((item) => item.id));
  return (
    <>
      <p>{t.deeds(facts.count)}</p>
      {facts.items.length > 0 && (
        <Table heads={[t.day, t.kind, t.title]}>
          {labels.records
            .filter((record) => wanted.has(record.id))
            .map((record) => (
              <tr key={record.id}>
                <td>{formatDayShort(record.occurredOn)}</td>
                <td>{pick(record.kind)}</td>
                <td>{record.title ? <AppLink to={`/records/${record.id}`}>{record.title}</AppLink> : '—'}</td>
              </tr>
            ))}
        </Table>
      )}
    </>
  );
}

function Ballots({ facts }: { facts: BallotFacts }) {
  const t = useMessages(m);
  const pick = useLabel();
  return (
    <>
      <p className={css['quiet']}>{t.ballots}</p>
      <Table heads={[t.group, t.item, t.mean, t.least]}>
        {facts.groups.flatMap((group) => {
          const key = group.groups.join('+');
          const mean = group.mean === null ? null : formatHundredths(toHundredths(parseRational(group.mean)));
          return [
            ...group.items.map((item, place) => (
              <tr key={`${key}/${item.item}`}>
                {place === 0 && (
                  <th scope="rowgroup" rowSpan={group.items.length + 1}>
                    {group.titles.map(pick).join(' + ')}
                    <br />
                    <small className={css['quiet']}>
                      {t.share(formatBasisPoints(group.weight), formatBasisPoints(group.effective_weight))}
                    </small>
                  </th>
                )}
                <td>{pick(item.title)}</td>
                <td className={css['number']}>
                  {item.mean === null
                    ? (t.tooFew[item.reason ?? ''] ?? item.reason)
                    : formatHundredths(item.mean, 1)}
                </td>
                <td className={css['number']}>{item.at_least === null ? '—' : t.atLeast(item.at_least)}</td>
              </tr>
            )),
            <tr key={`${key}/mean`}>
              <td>
                <strong>{t.of}</strong>
              </td>
              <td className={css['number']}>
                <strong>{mean ?? '—'}</strong>
              </td>
              <td />
            </tr>,
          ];
        })}
      </Table>
    </>
  );
}

function Table({ heads, children }: { heads: readonly string[]; children: ReactNode }) {
  return (
    <div className={css['scroll']} role="group" tabIndex={0} aria-label={heads.join('、')}>
      <table className={css['table']}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
