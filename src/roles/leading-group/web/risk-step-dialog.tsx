import { useId, useState } from 'react';
import { addDays } from '#kernel/dates.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { PersonPicker } from '#roles/tasks/web/person-picker.tsx';
import { useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { type readRisk, stepRisk } from '../risks.contract.ts';
import type { RiskAction } from '../risks.rules.ts';
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

/** What each step does. */
export const riskStepAbouts = messages({
  zh: {
    review: '重新评定可能性和影响，定下次复核日期。',
    relax: '措施见效，降为持续关注，仍按期复核。',
    raise: '情况有变，恢复防控。',
    'hand-over': '换成另一名有相应职权的人。',
    'ask-close': '写明理由，由另一人确认后才解除。',
    close: '以第二人身份确认，解除后只读留存。',
    keep: '风险还在，退回防控。',
    occur: '列入问题台账，由责任人限期整改。',
  },
  en: {
    review: 'Weigh it anew and set the next review.',
    relax: 'The measures work: it is only watched, and still reviewed.',
    raise: 'Things have changed: it is dealt with again.',
    'hand-over': 'Another person with the power to act.',
    'ask-close': 'Say why; it is closed once another person has confirmed.',
    close: 'Confirm as the second person; it then can only be read.',
    keep: 'The risk still stands.',
    occur: 'It goes into the ledger, to be solved by its owner.',
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
    <FormDialog
      title={steps[action]}
      width={600}
      pending={pending}
      error={error}
      onConfirm={take}
      onClose={onClose}
    >
      {review && (
        <ScaleFields id={id} scales={risk.scales} value={weight} onChange={setWeight} error={error} />
      )}
      {action === 'hand-over' && (
        <Field label={t.owner} id={`${id}-owner`} problem={fieldError(error, 'ownerId')} required>
          <PersonPicker id={`${id}-owner`} of={{ orgId: risk.unitId }} value={owner} onChange={setOwner} />
        </Field>
      )}
      {action === 'occur' && (
        <DayField
          label={t.due}
          hint={t.dueHint}
          problem={fieldError(error, 'dueOn')}
          min={today()}
          required
          value={dueOn}
          onChange={setDueOn}
        />
      )}
      <TextAreaField
        label={review ? t.note : t.reason}
        problem={fieldError(error, 'note')}
        rows={3}
        maxLength={400}
        required
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}
