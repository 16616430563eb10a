import type { ReactNode } from 'react';
import { DataTable } from '#shell/web/data-table.tsx';
import { language } from '#shell/web/language.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { StateTag } from '#shell/web/panel.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import { cadenceText } from '#standards/packs/cadence-text.ts';
import type { Title } from '#standards/packs/packs.schema.ts';
import { type DutyView, listDuties } from '../duties.contract.ts';
import { markOf } from '../heat.rules.ts';
import css from './duty-page.module.css';
import { dutyWords } from './duty-words.ts';
import { StrengthMark, TrustMark } from './marks.tsx';

const m = messages({
  zh: {
    title: '责任清单',
    duty: '责任项',
    cadence: '频次',
    owners: '责任人',
    basis: '依据',
    state: '情况',
    subject: '责任主体',
    row: '层级',
    column: '岗位',
    only: '缺口和重叠',
    onlyYes: '只看有问题的',
    members: (n: number) => `全体党员 ${n} 人`,
    more: (n: number) => `等 ${n} 人次`,
    addressed: (name: string) => `只对${name}`,
    addressedTo: (n: number) => `只对 ${n} 个组织`,
    dropped: '已删减',
    covered: (code: string) => `由 ${code} 体现`,
    fine: '齐全',
    notApplicable: '不适用',
    hands: '亲为',
    needs: '所需的权',
    guide: '督导',
  },
  en: {
    title: 'Duty lists',
    duty: 'Duty',
    cadence: 'How often',
    owners: 'Who answers',
    basis: 'Basis',
    state: 'State',
    subject: 'Subject',
    row: 'Level',
    column: 'Post',
    only: 'Holes and overlaps',
    onlyYes: 'Only those with one',
    members: (n) => `All ${n} members`,
    more: (n) => `${n} in all`,
    addressed: (name) => `Only ${name}`,
    addressedTo: (n) => `Only ${n} bodies`,
    dropped: 'Left out',
    covered: (code) => `Shown by ${code}`,
    fine: 'Complete',
    notApplicable: 'Does not apply',
    hands: 'Hands',
    needs: 'Right needed',
    guide: 'Guided by',
  },
});

type Axis = readonly { id: string; title: Title }[];
type Props = {
  framework: {
    id: string;
    rows: Axis;
    columns: Axis;
    lists: readonly { subject: string; title: Title; responsibility: Title; duties: number }[];
  };
  /** Beside the filters. */
  tools?: ReactNode;
};

/** The duties of a framework with owners and basis; narrowed by the matrix above or by the filters. */
export function DutyList({ framework, tools }: Props) {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  const label = useLabel();
  const columns: Column<DutyView>[] = [
    {
      key: 'duty',
      title: t.duty,
      render: (row) => (
        <>
          <span className="z-number z-quiet">{row.code}</span> {label(row.title)}{' '}
          {row.only.length > 0 && (
            <StateTag shade="info">
              {row.only.length === 1 ? t.addressed(row.only[0]!.name) : t.addressedTo(row.only.length)}
            </StateTag>
          )}
        </>
      ),
    },
    {
      key: 'state',
      title: t.state,
      card: 'badge',
      render: (row) =>
        row.dropped !== null ? (
          <StateTag>{t.dropped}</StateTag>
        ) : row.defects.length > 0 ? (
          <StateTag shade={row.defects.some((each) => markOf(each) !== 'overlap') ? 'bad' : 'warn'}>
            {words.defect[row.defects[0]!.code]}
          </StateTag>
        ) : row.coveredBy ? (
          <StateTag shade="info">{t.covered(row.coveredBy)}</StateTag>
        ) : row.ownerCount === 0 && row.notApplicable.length > 0 ? (
          <StateTag>{t.notApplicable}</StateTag>
        ) : (
          <StateTag shade="good">{t.fine}</StateTag>
        ),
    },
    {
      key: 'cadence',
      title: t.cadence,
      render: (row) => (
        <>
          {cadenceText(row.cadence, language())} <StrengthMark strength={row.strength} />
        </>
      ),
    },
    { key: 'owners', title: t.owners, render: (row) => <Owners duty={row} /> },
    {
      key: 'basis',
      title: t.basis,
      render: (row) => {
        const first = row.basis[0];
        return first ? (
          <>
            {first.title}
            {first.article ?? ''} <TrustMark status={first.status} />
          </>
        ) : (
          '—'
        );
      },
    },
    { key: 'hands', title: t.hands, optional: true, card: 'hide', render: (row) => words.hands[row.hands] },
    {
      key: 'needs',
      title: t.needs,
      optional: true,
      card: 'hide',
      render: (row) => row.needs.map((each) => label(each.title)).join(words.and),
    },
    {
      key: 'guide',
      title: t.guide,
      optional: true,
      card: 'hide',
      render: (row) => row.guidePosts.map(label).join(words.or),
    },
  ];
  const options = (axis: Axis) => axis.map((each) => ({ value: each.id, label: label(each.title) }));
  return (
    <section className={css['list']}>
      <h2>{t.title}</h2>
      <DataTable
        name="duties"
        label={t.title}
        endpoint={listDuties}
        input={{ params: { id: framework.id } }}
        query={{ limit: 25 }}
        columns={columns}
        tools={tools}
        filters={[
          {
            key: 'subject',
            label: t.subject,
            kind: 'select',
            options: framework.lists.map((list) => ({
              value: list.subject,
              label: `${label(list.title)}（${list.duties}）`,
            })),
          },
          { key: 'row', label: t.row, kind: 'select', options: options(framework.rows) },
          { key: 'column', label: t.column, kind: 'select', options: options(framework.columns) },
          { key: 'defects', label: t.only, kind: 'select', options: [{ value: 'only', label: t.onlyYes }] },
        ]}
        rowKey={(row) => row.id}
        rowTo={(row) => `/duties/${row.id}`}
      />
    </section>
  );
}

/** Who answers for a duty, shortly. */
function Owners({ duty }: { duty: DutyView }) {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  if (duty.dropped !== null) return <>—</>;
  if (duty.borne === 'members') return <>{t.members(duty.ownerCount)}</>;
  if (duty.ownerCount === 0) return <>—</>;
  const names = [...new Set(duty.owners.slice(0, 3).map((each) => each.person.name))].join(words.and);
  return (
    <>
      {names} {duty.ownerCount > 3 && <span className="z-quiet">{t.more(duty.ownerCount)}</span>}
      {duty.owners.some((each) => each.source === 'fallback') && <StateTag>{words.source.fallback}</StateTag>}
    </>
  );
}
