import { Button } from 'antd';
import { useState } from 'react';
import { addDays } from '#kernel/dates.ts';
import { useSend } from '#shell/web/api.ts';
import { TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { fieldError } from '#shell/web/problem-error.ts';
import { planMeetingOnce } from '../plans/plans.contract.ts';
import { KindsField } from './kinds-field.tsx';
import './meeting-words.ts';
import { usualWhenWhere, WhenWhereFields } from './when-where.tsx';

const m = messages({
  zh: {
    open: '安排一次会议',
    topic: '议题',
    topicHint: '可不填；其他议题、轮流发言和书面发言下一步再写',
    save: '安排',
  },
  en: {
    open: 'Plan a meeting',
    topic: 'Topic',
    topicHint: 'May be left empty; further topics, speakers and written rounds come next',
    save: 'Plan',
  },
});

/** A button that plans one meeting and opens it, to write its agenda. With a `topic` to be discussed it stands open from the first. */
export function PlanDialog({ orgId, topic, on }: { orgId: string; topic?: string; on?: string }) {
  const t = useMessages(m);
  const go = useGo();
  const [open, setOpen] = useState(topic !== undefined);
  const [kinds, setKinds] = useState<string[]>([]);
  const [onDay, setOnDay] = useState(on ?? addDays(today(), 7));
  const [text, setText] = useState(topic ?? '');
  const [held, setHeld] = useState(usualWhenWhere);
  const { send, pending, error } = useSend(planMeetingOnce, {
    onDone: (reply) => go(`/meeting-plans/${reply.id}`),
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.open}</Button>
      {open && (
        <FormDialog
          title={t.open}
          confirm={t.save}
          onClose={() => setOpen(false)}
          onConfirm={() =>
            send({
              params: { id: orgId },
              body: { kinds, onDay, ...held, topics: text.trim() === '' ? [] : [text.trim()] },
            })
          }
          pending={pending}
          disabled={kinds.length === 0}
          error={error}
        >
          <KindsField orgId={orgId} value={kinds} onChange={setKinds} error={error} />
          <WhenWhereFields
            value={held}
            onChange={setHeld}
            day={{ value: onDay, onChange: setOnDay }}
            error={error}
          />
          <TextField
            label={t.topic}
            hint={t.topicHint}
            problem={fieldError(error, 'topics.0')}
            maxLength={200}
            value={text}
            onChange={setText}
          />
        </FormDialog>
      )}
    </>
  );
}
