import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useHolds } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { attachEvidence, confirmEvidence, type RecordView } from '../work-records.contract.ts';
import css from './record-page.module.css';
import { useRecordKinds } from './record-words.ts';

const m = messages({
  zh: {
    title: '成效与佐证',
    enough: '过程材料已经够了，不再收取，任何人不得再要求补交。成效可以补充，经他人核验后才算数。',
    wanted: (what: string) => `还需要：${what}`,
    trace: '痕（过程）',
    result: '绩（成效）',
    confirmed: { recipient: '受益方已确认', 'data-source': '数据来源已确认', 'other-unit': '外单位已核验' },
    waiting: '待核验',
    kind: '佐证种类',
    text: '一句话说明：什么成效、谁受益、数据出自哪里',
    add: '补充',
    confirm: '核验为：',
    recipient: '受益方确认',
    'data-source': '数据来源确认',
    'other-unit': '外单位核验',
  },
  en: {
    title: 'Results and evidence',
    enough:
      'There are enough traces; no more are taken, and nobody may ask for more. Results may be added, and count once somebody else has confirmed them.',
    wanted: (what) => `Still wanted: ${what}`,
    trace: 'trace',
    result: 'result',
    confirmed: {
      recipient: 'confirmed by those served',
      'data-source': 'confirmed by the source',
      'other-unit': 'verified by another unit',
    },
    waiting: 'to be confirmed',
    kind: 'Kind of evidence',
    text: 'In a sentence: what came of it, for whom, and where the figure comes from',
    add: 'Add',
    confirm: 'Confirm:',
    recipient: 'by those served',
    'data-source': 'by the source',
    'other-unit': 'by another unit',
  },
});

const ways = ['recipient', 'data-source', 'other-unit'] as const;

/** Traces and results of a record: how much is enough, what still counts, who vouched for it. */
export function EvidencePanel({ record }: { record: RecordView }) {
  const t = useMessages(m);
  const kinds = useRecordKinds();
  const above = useHolds('officer', 'clerk');
  const confirm = useSend(confirmEvidence);
  if (record.state === 'withdrawn' || record.heldFor === 'subject') return null;
  const wanted = record.wanted.map((need) => `${kinds.evidenceName(need.kind)} × ${need.count}`).join('、');
  return (
    <Panel title={t.title}>
      {record.evidence.length > 0 && (
        <ul className={css['pieces']}>
          {record.evidence.map((piece) => (
            <li key={piece.id}>
              <StateTag shade={piece.type === 'result' ? 'good' : 'neutral'}>{t[piece.type]}</StateTag>
              <span>
                {kinds.evidenceName(piece.kind)}：{piece.text}
              </span>
              {piece.type === 'result' && (
                <span className="z-quiet">{piece.confirmed ? t.confirmed[piece.confirmed] : t.waiting}</span>
              )}
              {piece.type === 'result' && !piece.confirmed && above && (
                <span>
                  {t.confirm}{' '}
                  {ways.map((by) => (
                    <Button
                      key={by}
                      size="small"
                      loading={confirm.pending}
                      onClick={() =>
                        void confirm.send({ params: { id: record.id, evidenceId: piece.id }, body: { by } })
                      }
                    >
                      {t[by]}
                    </Button>
                  ))}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {confirm.error && <ErrorSentence error={confirm.error} compact />}
      <p className="z-quiet">{wanted ? t.wanted(wanted) : t.enough}</p>
      {record.may.attach && <AddEvidence record={record} />}
    </Panel>
  );
}

function AddEvidence({ record }: { record: RecordView }) {
  const t = useMessages(m);
  const kinds = useRecordKinds();
  const id = useId();
  const [typed, setTyped] = useState({ kind: '', text: '' });
  const send = useSend(attachEvidence, { onDone: () => setTyped({ kind: '', text: '' }) });
  const wanted = new Set(record.wanted.map((need) => need.kind));
  // What would be refused is not offered.
  const offered = kinds.evidence.filter((kind) => kind.type === 'result' || wanted.has(kind.id));
  const kind = typed.kind || offered[0]?.id || '';
  return (
    <form
      className={`${css['add']} z-no-print`}
      onSubmit={(event) => {
        event.preventDefault();
        void send.send({ params: { id: record.id }, body: { kind, text: typed.text } });
      }}
    >
      <select
        aria-label={t.kind}
        value={kind}
        onChange={(event) => setTyped({ ...typed, kind: event.target.value })}
      >
        {offered.map((each) => (
          <option key={each.id} value={each.id}>
            {kinds.evidenceName(each.id)}
          </option>
        ))}
      </select>
      <Input
        id={id}
        aria-label={t.text}
        placeholder={t.text}
        maxLength={500}
        value={typed.text}
        onChange={(event) => setTyped({ ...typed, text: event.target.value })}
      />
      <Button htmlType="submit" loading={send.pending} disabled={typed.text.trim() === ''}>
        {t.add}
      </Button>
      {send.error && <ErrorSentence error={send.error} compact />}
    </form>
  );
}
