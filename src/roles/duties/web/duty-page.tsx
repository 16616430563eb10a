import { useCall } from '#shell/web/api.ts';
import { englishFor } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { language } from '#shell/web/language.ts';
import { useParam } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { cadenceText } from '#standards/packs/cadence-text.ts';
import { ListRulings } from '../../disputes/web/list-rulings.tsx';
import { type DutyView, readDuty } from '../duties.contract.ts';
import css from './duty-page.module.css';
import { dutyWords } from './duty-words.ts';
import { EditActions } from './edit-duty.tsx';
import { EditParts } from './edit-parts.tsx';
import { evidenceWords } from './evidence-words.ts';
import { StrengthMark, TrustMark } from './marks.tsx';
import { OwnersPanel } from './owners-panel.tsx';
import { PartsPanel } from './parts-panel.tsx';

const m = messages({
  zh: {
    title: '责任项',
    fixed: '已发布，内容固定。',
    draft: '草稿，可以修改。',
    dropped: (reason: string) => `已从草稿中删减，理由：${reason}`,
    covered: (code: string) => `由 ${code} 的记录体现，本人不另行填报，也不单独生成到期事项。`,
    only: (names: string) => `只由${names}承担，同类的其他组织不承担。`,
    gone: '已撤销的组织',
    what: '要求',
    text: '责任内容',
    standard: '标准',
    result: '要达到的结果',
    cadence: '频次',
    number: '次数的依据',
    effective: '施行',
    from: (day: string) => `${day}起`,
    upTo: (day: string) => `到${day}为止`,
    with: '随本版施行',
    comma: '，',
    hands: '履责方式',
    evidence: '够了就停的佐证',
    evidenceNote: '集齐后任何人不得再要材料',
    basis: '依据',
    quoted: '原文',
    summary: '摘要',
  },
  en: {
    title: 'Duty',
    fixed: 'Issued and fixed.',
    draft: 'A draft; it can be edited.',
    dropped: (reason) => `Left out of the draft. Reason: ${reason}`,
    covered: (code) =>
      `Shown by the records of ${code}: nobody reports it again, and it makes no obligation of its own.`,
    only: (names) => `Borne by ${names} only, not by the others of the kind.`,
    gone: 'an organisation that was dissolved',
    what: 'What is asked for',
    text: 'Duty',
    standard: 'Standard',
    result: 'Result',
    cadence: 'How often',
    number: 'Where the number comes from',
    effective: 'In force',
    from: (day) => `from ${day}`,
    upTo: (day) => `to ${day}`,
    with: 'With its edition',
    comma: ', ',
    hands: 'By whose hand',
    evidence: 'Evidence that is enough',
    evidenceNote: 'Once it is there, nobody may ask for more',
    basis: 'Basis',
    quoted: 'Text',
    summary: 'Summary',
  },
});

englishFor({
  'duties/issued': 'This list is issued and fixed. Revise it to issue a new edition.',
  'duties/covers-others': 'Other duties are shown by this one. Deal with them first, then leave it out.',
  'duties/unknown-post': 'There is no such post. Choose one from the list.',
  'duties/bad-time': 'It would end before it begins, or in the past. Correct the days.',
  'duties/of-members': 'Every member bears this one; it cannot be given to a post.',
  'duties/borne-by-each': 'Every holder bears this one for himself; there is no single owner to name.',
  'duties/not-a-bearer': 'This organisation does not bear the duty. Choose one of those listed.',
  'duties/unknown-person': 'This person is not in the unit, or has left. Choose from the list.',
});

/** One duty: what is asked for, on what ground, and who answers. */
export default function DutyPage() {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  const label = useLabel();
  const id = useParam('id');
  const officer = useHolds('officer');
  const { data, error, refetch } = useCall(readDuty, { params: { id } });
  if (!data) return <PendingPage title={t.title} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={`${data.code} ${label(data.title)}`}
      lead={data.editable ? t.draft : t.fixed}
      back={{ to: `/frameworks/${data.frameworkId}`, label: data.unit.name }}
      badge={<StrengthMark strength={data.strength} />}
      actions={
        officer &&
        data.editable && (
          <>
            <EditParts duty={data} />
            <EditActions duty={data} />
          </>
        )
      }
    >
      {data.dropped !== null && <Note shade="warn">{t.dropped(data.dropped)}</Note>}
      {data.only.length > 0 && (
        <Note>{t.only(data.only.map((org) => org.name || t.gone).join(words.and))}</Note>
      )}
      {data.coveredBy && <Note>{t.covered(data.coveredBy)}</Note>}
      <ListRulings frameworkId={data.frameworkId} code={data.code} />
      <Defects duty={data} />
      <OwnersPanel duty={data} editable={officer && data.editable} />
      <PartsPanel duty={data} />
      <What duty={data} />
      <Grounds duty={data} />
    </PageFrame>
  );
}

function Defects({ duty }: { duty: DutyView }) {
  const words = useMessages(dutyWords);
  const label = useLabel();
  return duty.defects.map((defect) => {
    const posts = defect.posts.map(label).join(words.or);
    const people = defect.persons.map((person) => person.name).join(words.and);
    return (
      <Note key={defect.code + (defect.org?.id ?? '')} shade="bad">
        <strong>
          {words.defect[defect.code]}
          {defect.org && ` · ${defect.org.name}`}
          {people && `（${people}）`}
        </strong>
        <p>{words.repair[defect.code](posts, defect.borne)}</p>
      </Note>
    );
  });
}

function What({ duty }: { duty: DutyView }) {
  const t = useMessages(m);
  const evidence = useMessages(evidenceWords);
  const words = useMessages(dutyWords);
  const label = useLabel();
  return (
    <Panel title={t.what}>
      <Facts
        items={[
          { label: t.text, value: duty.text, wide: true },
          { label: t.standard, value: duty.standard, wide: true },
          { label: t.result, value: duty.result || '—', wide: true },
          { label: t.cadence, value: cadenceText(duty.cadence, language()) },
          { label: t.number, value: <TrustMark status={duty.numberStatus} /> },
          { label: t.hands, value: words.hands[duty.hands] },
          { label: t.effective, value: inForce(duty, t) },
          {
            label: t.evidence,
            value: (
              <>
                {duty.evidence.map((each) => (
                  <span key={each.title.zh} className={css['evidence']}>
                    {label(each.title)} × {each.enough} <StateTag>{evidence[each.type]}</StateTag>
                  </span>
                ))}
                {duty.evidence.length === 0 ? '—' : <span className="z-quiet">{t.evidenceNote}</span>}
              </>
            ),
            wide: true,
          },
        ]}
      />
    </Panel>
  );
}

function inForce(
  duty: DutyView,
  t: { from: (day: string) => string; upTo: (day: string) => string; with: string; comma: string },
) {
  const days = [
    ...(duty.fromOn === null ? [] : [t.from(formatDay(duty.fromOn))]),
    ...(duty.toOn === null ? [] : [t.upTo(formatDay(duty.toOn))]),
  ];
  return days.length === 0 ? t.with : days.join(t.comma);
}

function Grounds({ duty }: { duty: DutyView }) {
  const t = useMessages(m);
  return (
    <Panel title={t.basis} flush>
      <ul className={css['basis']}>
        {duty.basis.map((clause) => (
          <li key={clause.regulation + (clause.article ?? '')}>
            <p>
              <strong>
                《{clause.title}》{clause.article ?? ''}
              </strong>{' '}
              <TrustMark status={clause.status} />
            </p>
            {clause.text && (
              <p className="z-quiet">
                {clause.quoted ? t.quoted : t.summary}：{clause.text}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
