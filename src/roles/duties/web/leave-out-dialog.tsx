import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
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
    done: '已保存。',
  },
  en: {
    title: 'Leave this duty out of the draft?',
    text: 'A reason is needed and kept on file; the duty can be taken in again.',
    reason: 'Reason',
    leaveOut: 'Leave out',
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
    <FormDialog
      onClose={onClose}
      title={t.title}
      width={460}
      confirm={t.leaveOut}
      danger
      disabled={reason.trim() === ''}
      pending={save.pending}
      error={save.error}
      onConfirm={() =>
        save.send({
          params: { id: duty.id },
          body: { dropped: reason.trim() },
          ifMatch: duty.version,
        })
      }
    >
      <p>{t.text}</p>
      <TextAreaField label={t.reason} rows={2} maxLength={200} required value={reason} onChange={setReason} />
    </FormDialog>
  );
}
