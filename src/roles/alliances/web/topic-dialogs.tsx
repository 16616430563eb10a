import { Input } from 'antd';
import { useId, useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { type AdoptedTopic, closeTopic, decideTopic, type TopicView } from '../alliance-work.contract.ts';

const m = messages({
  zh: {
    adopt: '列入议程',
    when: '哪一天议',
    saved: '已列入议程',
    close: { discussed: '已经议过', dropped: '不再议' },
    outcome: { discussed: '议出了什么、谁来办', dropped: '为什么不再议' },
    done: '已办理',
  },
  en: {
    adopt: 'Put on the agenda',
    when: 'On which day',
    saved: 'On the agenda',
    close: { discussed: 'Discussed', dropped: 'Drop it' },
    outcome: { discussed: 'What came of it, and who does it', dropped: 'Why it is dropped' },
    done: 'Done',
  },
});

type AdoptProps = { id: string; topic: TopicView; onClose: () => void };

/** Puts a topic on the agenda of a day. */
export function AdoptDialog({ id, topic, onClose }: AdoptProps) {
  const t = useMessages(m);
  const pick = useLabel();
  const field = useId();
  const [plannedOn, setPlannedOn] = useState('');
  const { send, pending, error } = useSend(decideTopic, {
    onDone: () => {
      notify(t.saved);
      onClose();
    },
  });
  const body = { key: topic.key, decision: 'adopt' as const, plannedOn: plannedOn || undefined };
  return (
    <FormDialog
      title={pick(topic.title)}
      confirm={t.adopt}
      pending={pending}
      error={error}
      onClose={onClose}
      onConfirm={() => void send({ params: { id }, body })}
    >
      <Field label={t.when} id={field} problem={fieldError(error, 'plannedOn')} required>
        <Input
          id={field}
          type="date"
          min={today()}
          value={plannedOn}
          onChange={(event) => setPlannedOn(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}

type CloseProps = {
  id: string;
  topic: AdoptedTopic;
  step: 'discussed' | 'dropped';
  onClose: () => void;
};

/** Says what came of a topic, or why it is dropped. */
export function CloseTopicDialog({ id, topic, step, onClose }: CloseProps) {
  const t = useMessages(m);
  const field = useId();
  const [note, setNote] = useState('');
  const { send, pending, error } = useSend(closeTopic, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  return (
    <FormDialog
      title={topic.title}
      confirm={t.close[step]}
      pending={pending}
      error={error}
      onClose={onClose}
      onConfirm={() =>
        void send({ params: { id, topicId: topic.id }, ifMatch: topic.version, body: { step, note } })
      }
    >
      <Field label={t.outcome[step]} id={field} problem={fieldError(error, 'note')} required>
        <Input.TextArea id={field} rows={3} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
