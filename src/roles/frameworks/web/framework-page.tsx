import { Button } from 'antd';
import { useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { englishFor } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { useGo, useParam, useQuery } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { ListRulings } from '../../disputes/web/list-rulings.tsx';
import { DutyList } from '../../duties/web/duty-list.tsx';
import {
  discardFramework,
  type FrameworkView,
  readFramework,
  reviseFramework,
} from '../frameworks.contract.ts';
import { AddDuty } from './add-duty.tsx';
import { ForkButton } from './fork-button.tsx';
import { Gaps } from './gaps.tsx';
import { Matrix } from './matrix.tsx';
import { MatrixEditor } from './matrix-editor.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { ReviewPanel } from './review-panel.tsx';

const m = messages({
  zh: {
    title: '责任体系',
    back: '责任体系',
    states: { draft: '草稿', issued: '现行', superseded: '已被替代' },
    edition: (n: number) => `第 ${n} 版`,
    leadDraft: '草稿：补齐缺口、指定唯一责任人，经另一人审核后发布。',
    leadIssued: (day: string) => `${day}起施行。内容已固定，如需调整请修订。`,
    leadOld: (from: string, to: string) => `${from}至${to}施行。`,
    reading: '这个框架是对名称的解读，待确认。',
    publish: '发布…',
    revise: '修订',
    reviseTitle: '修订责任清单？',
    reviseText: '生成新一版草稿；现行清单继续施行，直到新版发布。',
    discard: '放弃草稿',
    discardTitle: '放弃这份草稿？',
    discardText: '草稿和其中的修改全部删除，现行清单不受影响。',
    matrix: '层级与岗位',
    matrixNote: '点一格只看其中的责任项；红色有缺口，黄色有重叠',
    seal: '核对',
    hash: '清单指纹（SM3）',
    intact: '与发布时一致',
    broken: '与发布时不一致，请立即联系审计管理员',
    pack: '来源框架',
  },
  en: {
    title: 'Framework',
    back: 'Frameworks',
    states: { draft: 'Draft', issued: 'In force', superseded: 'Replaced' },
    edition: (n) => `Edition ${n}`,
    leadDraft: 'A draft: fill the holes, name one owner each, have it reviewed, then issue it.',
    leadIssued: (day) => `In force since ${day}. It is fixed; revise it to change it.`,
    leadOld: (from, to) => `In force from ${from} to ${to}.`,
    reading: 'This framework is a reading of its name, to be confirmed.',
    publish: 'Issue…',
    revise: 'Revise',
    reviseTitle: 'Revise the duty lists?',
    reviseText: 'A new draft edition is made; the one in force stays in force until the new one is issued.',
    discard: 'Discard the draft',
    discardTitle: 'Discard this draft?',
    discardText: 'The draft and all edits in it are deleted. What is in force is not touched.',
    matrix: 'Levels and posts',
    matrixNote: 'Choose a cell to see only its duties; red has holes, yellow has overlaps',
    seal: 'Check',
    hash: 'Fingerprint (SM3)',
    intact: 'As it was issued',
    broken: 'Not as it was issued: tell the audit administrator at once',
    pack: 'From the pack',
  },
});

englishFor({
  'frameworks/holes':
    'Duties still have holes or overlaps. Fill them or name one owner each, then issue the lists.',
  'frameworks/draft-exists': 'The unit has a draft already. Issue or discard it first.',
  'frameworks/not-a-draft': 'This edition is issued and fixed. Revise it to issue a new one.',
  'frameworks/not-in-force': 'Only the edition in force can be revised.',
  'frameworks/not-a-unit': 'A framework is adopted for a unit, not for an organisation inside it.',
  'frameworks/unknown-pack': 'There is no such pack. Choose one from the list.',
  'frameworks/bad-day':
    'The first edition may be in force from a day of the past year, a revised one from today.',
  'frameworks/empty': 'The lists hold no duty, so there is nothing to issue.',
});

/** An adopted framework: matrix, what is missing, the lists, and issuing them. */
export default function FrameworkPage() {
  const t = useMessages(m);
  const label = useLabel();
  const id = useParam('id');
  const officer = useHolds('officer');
  const [query, setQuery] = useQuery();
  const { data, error, refetch } = useCall(readFramework, { params: { id } });
  const back = { to: '/frameworks', label: t.back };
  if (!data) return <PendingPage title={t.title} back={back} error={error} onRetry={refetch} />;
  const { row, column } = query;
  return (
    <PageFrame
      title={data.unit.name}
      lead={`${label(data.title)} · ${t.edition(data.edition)} · ${leadOf(data, t)}`}
      back={back}
      badge={
        <StateTag shade={data.state === 'issued' ? 'good' : data.state === 'draft' ? 'info' : 'neutral'}>
          {t.states[data.state]}
        </StateTag>
      }
      actions={<Actions framework={data} />}
    >
      {data.reading && <Note shade="warn">{t.reading}</Note>}
      <ListRulings frameworkId={data.id} edition={data.edition} />
      {data.state !== 'superseded' && <ReviewPanel framework={data} />}
      {data.state !== 'superseded' && <Gaps framework={data} />}
      <Panel
        title={t.matrix}
        note={t.matrixNote}
        actions={officer && data.state === 'draft' && <MatrixEditor framework={data} />}
        flush
      >
        <Matrix
          rows={data.rows}
          columns={data.columns}
          cells={data.cells}
          selected={{ row, column }}
          onSelect={(cell) => {
            const same = row === cell.row && column === cell.column;
            setQuery({
              row: same ? undefined : cell.row,
              column: same ? undefined : cell.column,
              subject: undefined,
              defects: undefined,
            });
          }}
          caption={t.matrix}
        />
      </Panel>
      <DutyList framework={data} tools={officer && data.state === 'draft' && <AddDuty framework={data} />} />
      {data.contentHash && (
        <Panel title={t.seal}>
          <Facts
            items={[
              { label: t.pack, value: `${label(data.title)}（${data.packId} v${data.packVersion}）` },
              { label: t.hash, value: <code>{data.contentHash}</code>, wide: true },
              {
                label: t.seal,
                value: data.intact ? (
                  <StateTag shade="good">{t.intact}</StateTag>
                ) : (
                  <StateTag shade="bad">{t.broken}</StateTag>
                ),
              },
            ]}
          />
        </Panel>
      )}
    </PageFrame>
  );
}

type Words = typeof m.zh;

function leadOf(framework: FrameworkView, t: Words): string {
  if (framework.state === 'draft') return t.leadDraft;
  const from = formatDay(framework.fromOn);
  return framework.state === 'issued' ? t.leadIssued(from) : t.leadOld(from, formatDay(framework.toOn));
}

function Actions({ framework }: { framework: FrameworkView }) {
  const t = useMessages(m);
  const go = useGo();
  const officer = useHolds('officer');
  const [publishing, setPublishing] = useState(false);
  const params = { id: framework.id };
  const revise = useSend(reviseFramework, { onDone: (reply) => go(`/frameworks/${reply.id}`) });
  const discard = useSend(discardFramework, { onDone: () => go('/frameworks') });
  const fork = <ForkButton framework={framework} />;
  if (!officer || framework.state === 'superseded') return fork;
  if (framework.state === 'issued') {
    return (
      <>
        {fork}
        <ConfirmButton
          label={t.revise}
          title={t.reviseTitle}
          onConfirm={() => revise.send({ params })}
          pending={revise.pending}
          error={revise.error}
        >
          <p>{t.reviseText}</p>
        </ConfirmButton>
      </>
    );
  }
  return (
    <>
      <ConfirmButton
        label={t.discard}
        title={t.discardTitle}
        danger
        onConfirm={() => discard.send({ params, ifMatch: framework.version })}
        pending={discard.pending}
        error={discard.error}
      >
        <p>{t.discardText}</p>
      </ConfirmButton>
      <Button
        type={framework.phase === 'approved' ? 'primary' : 'default'}
        onClick={() => setPublishing(true)}
      >
        {t.publish}
      </Button>
      {publishing && <PublishDialog framework={framework} onClose={() => setPublishing(false)} />}
    </>
  );
}
