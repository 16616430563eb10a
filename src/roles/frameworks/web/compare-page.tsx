import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { useParam, useQuery } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Figure, Figures, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { dutyWords } from '../../duties/web/duty-words.ts';
import { compareEditions } from '../variants.contract.ts';
import css from './compare-page.module.css';

const m = messages({
  zh: {
    title: '两版比较',
    lead: (before: string, after: string) => `${before} → ${after}`,
    edition: (n: number) => `第 ${n} 版`,
    pack: (name: string) => `框架包“${name}”`,
    with: '与哪一版比',
    before: '上一版',
    kinds: { added: '新增', changed: '修改', dropped: '删减' },
    same: '不变',
    unit: '项',
    what: '改了什么',
    axes: '层级和岗位',
    axis: { added: '新增', dropped: '删除', renamed: '改名' },
    people: '涉及哪些人',
    peopleNote: '按职务和指定；党员按党籍承担的不列',
    gains: '新承担',
    loses: '不再承担',
    changed: '内容有改动',
    none: '两版内容相同',
    noneText: '没有新增、修改或删减的责任项。',
    nobody: '不影响任何人的责任。',
    reason: '删减理由',
    empty: '（空）',
    all: '同类组织都承担',
    fields: {
      title: '名称',
      text: '责任内容',
      standard: '标准',
      result: '结果',
      cadence: '频次',
      strength: '要求程度',
      hands: '履责方式',
      evidence: '佐证',
      basis: '依据',
      owner: '责任职务',
      needs: '所需的权',
      do: '落实',
      guide: '督导',
      assist: '协管',
      cell: '在矩阵中的位置',
      only: '承担的组织',
      time: '施行时间',
    },
  },
  en: {
    title: 'Two editions compared',
    lead: (before, after) => `${before} → ${after}`,
    edition: (n) => `Edition ${n}`,
    pack: (name) => `Pack “${name}”`,
    with: 'Compare with',
    before: 'The one before',
    kinds: { added: 'added', changed: 'changed', dropped: 'dropped' },
    same: 'unchanged',
    unit: '',
    what: 'What changed',
    axes: 'Levels and posts',
    axis: { added: 'added', dropped: 'removed', renamed: 'renamed' },
    people: 'Whom it concerns',
    peopleNote: 'By post or by name; what members bear by membership is not listed',
    gains: 'Comes to answer for',
    loses: 'No longer answers for',
    changed: 'In other words',
    none: 'Both are the same',
    noneText: 'No duty was added, changed or dropped.',
    nobody: 'Nobody’s duties change.',
    reason: 'Why',
    empty: '(empty)',
    all: 'All of the kind',
    fields: {
      title: 'Name',
      text: 'Duty',
      standard: 'Standard',
      result: 'Result',
      cadence: 'How often',
      strength: 'How strictly',
      hands: 'By whose hand',
      evidence: 'Evidence',
      basis: 'Basis',
      owner: 'Posts that answer',
      needs: 'Rights it takes',
      do: 'Carried out by',
      guide: 'Guided by',
      assist: 'Assists',
      cell: 'Place in the matrix',
      only: 'Borne by',
      time: 'In force',
    },
  },
});

type Compared = ResponseOf<typeof compareEditions>;
type Difference = Compared['differences'][number];

/** What became of the duties from one edition to another, and whom it concerns. */
export default function ComparePage() {
  const t = useMessages(m);
  const label = useLabel();
  const id = useParam('id');
  const [query, setQuery] = useQuery();
  const { data, error, refetch } = useCall(
    compareEditions,
    { params: { id }, query: { with: query['with'] } },
    { keep: true },
  );
  const back = { to: `/frameworks/${id}`, label: data?.unit.name ?? t.title };
  if (!data) return <PendingPage title={t.title} back={back} error={error} onRetry={refetch} />;
  const before = data.before ? t.edition(data.before.edition) : t.pack(data.pack ? label(data.pack) : '');
  return (
    <PageFrame
      title={t.title}
      lead={t.lead(before, t.edition(data.after.edition))}
      back={back}
      actions={
        data.editions.length > 1 && (
          <label className={css['with']}>
            {t.with}
            <select
              value={query['with'] ?? ''}
              onChange={(event) => setQuery({ with: event.target.value || undefined })}
            >
              <option value="">{t.before}</option>
              {data.editions.map((edition) => (
                <option key={edition.id} value={edition.id}>
                  {t.edition(edition.edition)}
                </option>
              ))}
            </select>
          </label>
        )
      }
    >
      <Panel>
        <Figures>
          <Figure label={t.kinds.added} value={data.added} unit={t.unit} />
          <Figure label={t.kinds.changed} value={data.changed} unit={t.unit} />
          <Figure label={t.kinds.dropped} value={data.dropped} unit={t.unit} />
          <Figure label={t.same} value={data.same} unit={t.unit} />
        </Figures>
      </Panel>
      {data.axes.length > 0 && (
        <Panel title={t.axes}>
          <ul>
            {data.axes.map((axis) => (
              <li key={axis.kind + axis.title}>
                <StateTag>{t.axis[axis.kind]}</StateTag> {axis.title}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title={t.what} flush>
        {data.differences.length === 0 ? (
          <EmptyState title={t.none}>{t.noneText}</EmptyState>
        ) : (
          <ul className={css['list']}>
            {data.differences.map((each) => (
              <DifferenceItem key={each.code} difference={each} />
            ))}
          </ul>
        )}
      </Panel>
      {data.affected && <People affected={data.affected} />}
    </PageFrame>
  );
}

function DifferenceItem({ difference }: { difference: Difference }) {
  const t = useMessages(m);
  const label = useLabel();
  const words = useMessages(dutyWords);
  const shade = { added: 'good', changed: 'info', dropped: 'warn' } as const;
  const subject = words.subjects[difference.subject as keyof typeof words.subjects] ?? difference.subject;
  const codes: Record<string, Readonly<Record<string, string>>> = {
    hands: words.hands,
    strength: words.strength,
    only: { '': t.all },
  };
  const said = (name: string, value: string) => codes[name]?.[value] ?? (value || t.empty);
  return (
    <li>
      <p>
        <StateTag shade={shade[difference.kind]}>{t.kinds[difference.kind]}</StateTag>{' '}
        <AppLink to={`/duties/${difference.dutyId}`}>
          <span className="z-number">{difference.code}</span> {label(difference.title)}
        </AppLink>{' '}
        <span className="z-quiet">{subject}</span>
      </p>
      {difference.reason && (
        <p className={css['field']}>
          <span className="z-quiet">{t.reason}</span>
          <span>{difference.reason}</span>
        </p>
      )}
      {difference.fields.map((field) => (
        <div key={field.name} className={css['field']}>
          <span className="z-quiet">{t.fields[field.name as keyof typeof t.fields] ?? field.name}</span>
          {(field.before.zh || field.after.zh || field.name === 'only') && (
            <span>
              <del>{said(field.name, label(field.before))}</del>{' '}
              <ins>{said(field.name, label(field.after))}</ins>
            </span>
          )}
        </div>
      ))}
    </li>
  );
}

function People({ affected }: { affected: NonNullable<Compared['affected']> }) {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  const codes = (name: string, list: readonly string[]) =>
    list.length > 0 && (
      <span className={css['codes']}>
        <span className="z-quiet">{name}</span> {list.join(words.and)}
      </span>
    );
  return (
    <Panel title={t.people} note={t.peopleNote} flush>
      {affected.length === 0 ? (
        <p className={css['nobody']}>{t.nobody}</p>
      ) : (
        <ul className={css['list']}>
          {affected.map((each) => (
            <li key={each.person.id} className={css['person']}>
              <strong>{each.person.name}</strong>
              {codes(t.gains, each.gains)}
              {codes(t.loses, each.loses)}
              {codes(t.changed, each.changed)}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
