import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { DayField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { ReasonDialog } from '#shell/web/reason-dialog.tsx';
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
      <DayField
        label={t.when}
        problem={fieldError(error, 'plannedOn')}
        min={today()}
        required
        value={plannedOn}
        onChange={setPlannedOn}
      />
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
  const { send, pending, error } = useSend(closeTopic, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  return (
    <ReasonDialog
      label={t.outcome[step]}
      title={topic.title}
      confirm={t.close[step]}
      pending={pending}
      error={error}
      onClose={onClose}
      onConfirm={(note) =>
        void send({ params: { id, topicId: topic.id }, ifMatch: topic.version, body: { step, note } })
      }
    />
  );
}
