import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { Dialog } from '#shell/web/dialog.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { TextAreaField } from '#shell/web/fields.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import type { DutyView } from '../duties.contract.ts';
import { editDuty } from '../editing.contract.ts';

const m = messages({
  zh: {
    title: '从草稿中删减这一项？',
    text: '删减须说明理由，理由留存备查；随时可以恢复。',
    reason: '理由',
    leaveOut: '删减',
    cancel: '取消',
    done: '已保存。',
  },
  en: {
    title: 'Leave this duty out of the draft?',
    text: 'A reason is needed and kept on file; the duty can be taken in again.',
    reason: 'Reason',
    leaveOut: 'Leave out',
    cancel: 'Cancel',
    done: 'Saved.',
  },
});

/** Leaves a duty out of a draft, with the reason that is kept. */
export function LeaveOutDialog({ duty, onClose }: { duty: DutyView; onClose: () => void }) {
  const t = useMessages(m);
  const [reason, setReason] = useState('');
  const save = useSend(editDuty, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.title}
      width={460}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button
            type="primary"
            danger
            disabled={reason.trim() === ''}
            loading={save.pending}
            onClick={() =>
              void save.send({
                params: { id: duty.id },
                body: { dropped: reason.trim() },
                ifMatch: duty.version,
              })
            }
          >
            {t.leaveOut}
          </Button>
        </>
      }
    >
      <p style={{ marginBottom: 12 }}>{t.text}</p>
      <TextAreaField label={t.reason} rows={2} maxLength={200} required value={reason} onChange={setReason} />
      {save.error && <ErrorSentence error={save.error} />}
    </Dialog>
  );
}
