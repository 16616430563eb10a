import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { addDays } from '#kernel/dates.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { PersonPicker } from '#roles/tasks/web/person-picker.tsx';
import { useSend } from '#shell/web/api.ts';
import { Dialog } from '#shell/web/dialog.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { type readRisk, stepRisk } from '../risks.contract.ts';
import type { RiskAction } from '../risks.rules.ts';
import css from './leading.module.css';
import { leadingWords } from './leading-words.ts';
import { ScaleFields, type Weight, weighed } from './scale-fields.tsx';

/** What the steps are called as buttons. */
export const riskStepWords = messages({
  zh: {
    review: '复核',
    relax: '转为持续关注',
    raise: '恢复防控',
    'hand-over': '更换责任人',
    'ask-close': '提请解除',
    close: '确认解除',
    keep: '不同意解除',
    occur: '已经发生',
  },
  en: {
    review: 'Review',
    relax: 'Only watch it',
    raise: 'Deal with it again',
    'hand-over': 'Another owner',
    'ask-close': 'Ask to close',
    close: 'Confirm the closing',
    keep: 'Do not close',
    occur: 'It happened',
  },
});

const m = messages({
  zh: {
    note: '情况',
    reason: '理由',
    owner: '新的责任人',
    due: '整改期限',
    dueHint: '列入问题台账，由风险责任人整改，第二人核验后销号',
  },
  en: {
    note: 'What was found',
    reason: 'Why',
    owner: 'The new owner',
    due: 'Solved by',
    dueHint: 'It goes into the ledger under its owner, and is closed after a second person has verified',
  },
});

const reviews: ReadonlySet<RiskAction> = new Set(['review', 'relax', 'raise']);

type Props = { risk: ResponseOf<typeof readRisk>; action: RiskAction; onClose: () => void };

/** Asks for what a step with a risk needs; always for a sentence on why. */
export function RiskStepDialog({ risk, action, onClose }: Props) {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const steps = useMessages(riskStepWords);
  const id = useId();
  const [note, setNote] = useState('');
  const [owner, setOwner] = useState<Choice | null>(null);
  const [dueOn, setDueOn] = useState(addDays(today(), 30));
  const [weight, setWeight] = useState<Weight>({
    likelihood: risk.likelihood,
    impact: risk.impact,
    reviewOn: '',
  });
  const { send, pending, error } = useSend(stepRisk, {
    onDone: () => {
      notify(words.done);
      onClose();
    },
  });
  const review = reviews.has(action);
  const take = () =>
    void send({
      params: { id: risk.id },
      ifMatch: risk.version,
      body: {
        action,
        note,
        ...(review ? { ...weight, reviewOn: weighed(risk.scales, weight).reviewOn } : {}),
        ...(action === 'hand-over' && owner ? { ownerId: owner.id } : {}),
        ...(action === 'occur' ? { dueOn } : {}),
      },
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={steps[action]}
      width={600}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="primary" loading={pending} onClick={take}>
            {steps[action]}
          </Button>
        </>
      }
    >
      <div className={css['form']}>
        {review && (
          <ScaleFields id={id} scales={risk.scales} value={weight} onChange={setWeight} error={error} />
        )}
        {action === 'hand-over' && (
          <Field label={t.owner} id={`${id}-owner`} problem={fieldError(error, 'ownerId')} required>
            <PersonPicker id={`${id}-owner`} of={{ orgId: risk.unitId }} value={owner} onChange={setOwner} />
          </Field>
        )}
        {action === 'occur' && (
          <Field
            label={t.due}
            id={`${id}-due`}
            hint={t.dueHint}
            problem={fieldError(error, 'dueOn')}
            required
          >
            <Input
              id={`${id}-due`}
              type="date"
              min={today()}
              value={dueOn}
              onChange={(event) => setDueOn(event.target.value)}
            />
          </Field>
        )}
        <Field
          label={review ? t.note : t.reason}
          id={`${id}-note`}
          problem={fieldError(error, 'note')}
          required
        >
          <Input.TextArea
            id={`${id}-note`}
            rows={3}
            maxLength={400}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
        {error && <ErrorSentence error={error} />}
      </div>
    </Dialog>
  );
}
