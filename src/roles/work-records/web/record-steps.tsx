import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { useGo } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import {
  acknowledgeRecord,
  type RecordView,
  releaseRecord,
  withdrawRecord,
} from '../work-records.contract.ts';

const m = messages({
  zh: {
    correct: '更正',
    print: '打印',
    enter: '列入问题台账',
    withdraw: '撤回',
    release: '确认补记',
    refuse: '不予确认',
    happened: '确有其事',
    didNot: '没有谈过',
    reason: '理由',
    withdrawHint: '撤回后不再计入任何统计，记录和理由仍可查看。',
    refuseHint: '不予确认的记录作撤回处理。',
    ok: '确定',
    done: '已办理',
  },
  en: {
    correct: 'Correct',
    print: 'Print',
    enter: 'Enter a problem',
    withdraw: 'Withdraw',
    release: 'Confirm it',
    refuse: 'Do not confirm',
    happened: 'It took place',
    didNot: 'It did not',
    reason: 'Reason',
    withdrawHint: 'A withdrawn record counts nowhere; it stays readable with the reason.',
    refuseHint: 'A record that is not confirmed counts as withdrawn.',
    ok: 'Confirm',
    done: 'Done',
  },
});

/** What the reader may do with a record. */
export function RecordSteps({ record, meeting }: { record: RecordView; meeting: boolean }) {
  const t = useMessages(m);
  const go = useGo();
  const mayEnter = useHolds('clerk', 'officer', 'secretary');
  const [asking, setAsking] = useState<'withdraw' | 'refuse' | null>(null);
  const onDone = () => {
    setAsking(null);
    notify(t.done);
  };
  const withdraw = useSend(withdrawRecord, { onDone });
  const release = useSend(releaseRecord, { onDone });
  const answer = useSend(acknowledgeRecord, { onDone });
  const call = { params: { id: record.id }, ifMatch: record.version };
  const error = release.error ?? answer.error;
  return (
    <>
      {record.may.withdraw && <Button onClick={() => setAsking('withdraw')}>{t.withdraw}</Button>}
      {mayEnter && record.state === 'standing' && (meeting || record.kind === 'inspection') && (
        <Button onClick={() => go(`/ledger/new?record=${record.id}`)}>{t.enter}</Button>
      )}
      {meeting && <Button onClick={() => print()}>{t.print}</Button>}
      {record.may.correct && <Button onClick={() => go(`/meetings/${record.id}/edit`)}>{t.correct}</Button>}
      {record.may.release && (
        <>
          <Button onClick={() => setAsking('refuse')}>{t.refuse}</Button>
          <Button
            type="primary"
            loading={release.pending}
            onClick={() => void release.send({ ...call, body: { confirm: true } })}
          >
            {t.release}
          </Button>
        </>
      )}
      {record.may.acknowledge && (
        <>
          <Button
            loading={answer.pending}
            onClick={() => void answer.send({ params: call.params, body: { happened: false } })}
          >
            {t.didNot}
          </Button>
          <Button
            type="primary"
            loading={answer.pending}
            onClick={() => void answer.send({ params: call.params, body: { happened: true } })}
          >
            {t.happened}
          </Button>
        </>
      )}
      {error && asking === null && <ErrorSentence error={error} compact />}
      {asking && (
        <ReasonDialog
          title={t[asking]}
          hint={asking === 'withdraw' ? t.withdrawHint : t.refuseHint}
          pending={withdraw.pending || release.pending}
          error={withdraw.error ?? release.error}
          onClose={() => setAsking(null)}
          onSend={(reason) =>
            asking === 'withdraw'
              ? void withdraw.send({ ...call, body: { reason } })
              : void release.send({ ...call, body: { confirm: false, note: reason } })
          }
        />
      )}
    </>
  );
}

type ReasonProps = {
  title: string;
  hint: string;
  pending: boolean;
  error: unknown;
  onClose: () => void;
  onSend: (reason: string) => void;
};

function ReasonDialog({ title, hint, pending, error, onClose, onSend }: ReasonProps) {
  const t = useMessages(m);
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={title}
      confirm={t.ok}
      pending={pending}
      onConfirm={() => onSend(reason)}
      onClose={onClose}
    >
      <TextAreaField
        label={t.reason}
        hint={hint}
        rows={3}
        maxLength={500}
        required
        value={reason}
        onChange={setReason}
      />
      {error ? <ErrorSentence error={error} compact /> : null}
    </FormDialog>
  );
}
