import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatDay } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { lodgeObjection } from '../objections.contract.ts';
import type { ScoreView } from '../scores.contract.ts';

const m = messages({
  zh: {
    object: '提出异议',
    lead: (day: string) =>
      `${day}前（含当日）可以提出。由未参与计分的人书面答复；提出异议不会使得分降低，也不会告诉其他组织。`,
    part: '针对',
    whole: '整体得分',
    text: '异议内容：哪里不符，依据是什么（不少于 10 字）',
    done: '已提出异议',
  },
  en: {
    object: 'Object',
    lead: (day) =>
      `Until ${day}. Answered in writing by someone who did not score. An objection never lowers a score, and no other organisation is told.`,
    part: 'About',
    whole: 'the score as a whole',
    text: 'What is wrong, and on what grounds (at least 10 characters)',
    done: 'Objection lodged',
  },
});

/** The button by which the organisation's spokesmen object to their score while that is open; absent for everybody else. */
export function ObjectButton({ score }: { score: ScoreView }) {
  const t = useMessages(m);
  const pick = useLabel();
  const go = useGo();
  const [open, setOpen] = useState(false);
  const [part, setPart] = useState('');
  const [text, setText] = useState('');
  const { send, pending, error } = useSend(lodgeObjection, {
    onDone: (reply) => {
      notify(t.done);
      go(`/objections/${reply.id}`);
    },
  });
  if (score.objectionBarred !== null) return null;
  const close = () => setOpen(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t.object}
      </Button>
      {open && (
        <FormDialog
          onClose={close}
          title={t.object}
          pending={pending}
          error={error}
          onConfirm={() => send({ params: { id: score.id }, body: { indicator: part || null, text } })}
        >
          <p>{t.lead(formatDay(score.objectionsUntil))}</p>
          <SelectField
            label={t.part}
            value={part}
            onChange={setPart}
            options={[
              { value: '', label: t.whole },
              ...score.tree.indicators.map((each) => ({ value: each.id, label: pick(each.title) })),
            ]}
          />
          <TextAreaField
            label={t.text}
            problem={fieldError(error, 'text')}
            rows={5}
            required
            value={text}
            onChange={setText}
          />
        </FormDialog>
      )}
    </>
  );
}
