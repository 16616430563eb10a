import { useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { shareOutTask } from '../letters/letters.contract.ts';
import type { readTask } from '../tasks.contract.ts';
import { type PartDraft, PartsField } from './parts-field.tsx';

const m = messages({
  zh: {
    title: '调整分工',
    lead: '保存时检查缺口：有领导、有主管以外的指导、有人落实、每名协管写明交付。',
    own: '领导、指导由布置人更换；您可以调整协管、落实和知会。',
    save: '保存',
    saved: '分工已更新',
  },
  en: {
    title: 'Change the letters',
    lead: 'Saving checks for holes: a leader, a guide other than the owner, somebody who does it, named deliverables.',
    own: 'Leader and guide are named by whoever gave the task out; you may change the others.',
    save: 'Save',
    saved: 'Saved',
  },
});

type Task = ResponseOf<typeof readTask>;
const all = ['lead', 'guide', 'assist', 'do', 'inform'] as const;

/** The letters of a task that was given out, to be changed. */
export function LettersDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useMessages(m);
  const [parts, setParts] = useState<PartDraft[]>(() =>
    task.parts.map((part) => ({
      letter: part.letter,
      personId: part.personId,
      name: part.personName,
      deliverable: part.deliverable,
      dueOn: part.letter === 'assist' || part.letter === 'do' ? part.dueOn : null,
    })),
  );
  const save = useSend(shareOutTask, {
    onDone: () => {
      notify(t.saved);
      onClose();
    },
  });
  const names = task.may.includes('name-lead');
  return (
    <FormDialog
      title={t.title}
      confirm={t.save}
      pending={save.pending}
      width={640}
      onConfirm={() =>
        save.send({
          params: { id: task.id },
          body: {
            parts: parts.flatMap(({ name: _name, letter, ...part }) =>
              letter === 'own' ? [] : [{ ...part, letter }],
            ),
          },
          ifMatch: task.version,
        })
      }
      onClose={onClose}
    >
      <p className="z-quiet">{names ? t.lead : t.own}</p>
      <PartsField
        of={{ taskId: task.id }}
        letters={names ? all : all.slice(2)}
        value={parts}
        onChange={setParts}
      />
      {save.error && <ErrorSentence error={save.error} compact />}
    </FormDialog>
  );
}
