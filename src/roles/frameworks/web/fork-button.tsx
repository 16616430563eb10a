import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { englishFor } from '#shell/web/error-sentence.tsx';
import { TextAreaField, TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { useGo } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { fieldError } from '#shell/web/problem-error.ts';
import type { FrameworkView } from '../frameworks.contract.ts';
import { forkPack } from '../variants.contract.ts';

const m = messages({
  zh: {
    label: '存为本地框架包',
    title: '存为本地框架包',
    text: '把这一版的层级、岗位和责任项存为本地框架包，供其他单位采用；不含指定的人，也不含只对个别组织的责任项。各单位仍按责任项编号对照比较。',
    name: '名称',
    nameHint: '例如：四级五岗（云岭）',
    note: '说明',
    save: '保存',
  },
  en: {
    label: 'Save as a local pack',
    title: 'Save as a local pack',
    text: 'Keeps the levels, posts and duties of this edition as a pack that other units can adopt, without the persons named and what binds single organisations only. Units stay comparable by the codes of the duties.',
    name: 'Name',
    nameHint: 'For example: Four levels, five posts (Yunling)',
    note: 'Note',
    save: 'Save',
  },
});

englishFor({
  'frameworks/name-taken': 'A pack has this name already. Choose another.',
  'frameworks/too-many-packs': 'There are too many local packs. Retire one first.',
});

/** Makes a pack of the tenant's own from an edition; for the work committee's clerk. */
export function ForkButton({ framework }: { framework: FrameworkView }) {
  const t = useMessages(m);
  const go = useGo();
  const clerk = useHolds('clerk');
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const [note, setNote] = useState('');
  const fork = useSend(forkPack, { onDone: (reply) => go(`/frameworks/packs/${reply.id}`) });
  if (!clerk) return null;
  const close = () => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.label}</Button>
      {open && (
        <FormDialog
          onClose={close}
          title={t.title}
          confirm={t.save}
          pending={fork.pending}
          error={fork.error}
          onConfirm={() => fork.send({ body: { frameworkId: framework.id, title, note } })}
        >
          <p>{t.text}</p>
          <TextField
            label={t.name}
            hint={t.nameHint}
            problem={fieldError(fork.error, 'title')}
            maxLength={40}
            required
            value={title}
            onChange={setTitle}
          />
          <TextAreaField label={t.note} rows={2} maxLength={200} value={note} onChange={setNote} />
        </FormDialog>
      )}
    </>
  );
}
