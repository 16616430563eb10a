import { Input } from 'antd';
import { useId, useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { Field } from '#shell/web/field.tsx';
import { Form } from '#shell/web/form.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { answerMotion, type MotionView } from '../motions/motions.contract.ts';
import { REASON_LEAST } from '../motions/motions.rules.ts';
import { listPlans } from '../plans/plans.contract.ts';
import css from './meetings.module.css';

const m = messages({
  zh: {
    title: '答复',
    basis: (clause: string) => `依据：${clause}`,
    actions: { accept: '列入会议议程', answer: '直接答复', decline: '不采纳，说明理由' },
    plan: '列入哪一次会议',
    noPlans: '还没有待召开的会议。',
    make: '先去安排一次',
    text: '给提议人的话',
    textHint: `答复和不采纳的理由不少于 ${REASON_LEAST} 字；列入议程的可不填`,
    save: '答复',
    saved: '已答复，提议人可以看到',
  },
  en: {
    title: 'Answer',
    basis: (clause) => `Basis: ${clause}`,
    actions: { accept: 'Put it on an agenda', answer: 'Reply', decline: 'Do not take it up, with a reason' },
    plan: 'Which meeting',
    noPlans: 'No meeting is planned.',
    make: 'Plan one first',
    text: 'To the mover',
    textHint: `A reply or a reason has at least ${REASON_LEAST} letters; an agenda needs none`,
    save: 'Answer',
    saved: 'Answered; the mover can see it',
  },
});

type Action = 'accept' | 'answer' | 'decline';

/** How a motion is answered: by the agenda, a reply, or a reason. */
export function MotionAnswer({ motion }: { motion: MotionView }) {
  const t = useMessages(m);
  const id = useId();
  const choices = motion.actions.flatMap(({ action, basis }) =>
    action === 'withdraw' ? [] : [{ action, basis }],
  );
  const [action, setAction] = useState<Action>(choices[0]?.action ?? 'answer');
  const [planId, setPlanId] = useState<string | null>(null);
  const [text, setText] = useState('');
  const { data: plans } = useCall(listPlans, {
    query: { orgId: motion.org.id, state: 'coming', limit: 50 },
  });
  // The next meeting, unless another is chosen: it is the soonest the member can be heard.
  const agenda = planId ?? plans?.items[0]?.id ?? null;
  const { send, pending, error } = useSend(answerMotion, { onDone: () => notify(t.saved) });
  const basis = choices.find((each) => each.action === action)?.basis ?? '';

  function save() {
    void send({
      params: { id: motion.id },
      ifMatch: motion.version,
      body: { action, text, planId: action === 'accept' ? agenda : null },
    });
  }

  return (
    <Panel title={t.title} note={t.basis(basis)}>
      {motion.text && <p className={`${css['answer']} ${css['spaced']}`}>{motion.text}</p>}
      <Form wide onSubmit={save} submit={t.save} pending={pending} error={error}>
        <fieldset className={css['names']}>
          <legend className="z-hidden">{t.title}</legend>
          {choices.map((choice) => (
            <label key={choice.action} className={css['check']}>
              <input
                type="radio"
                name={`${id}-action`}
                checked={action === choice.action}
                onChange={() => setAction(choice.action)}
              />
              {t.actions[choice.action]}
            </label>
          ))}
        </fieldset>
        {action === 'accept' &&
          (plans && plans.items.length === 0 ? (
            <p>
              {t.noPlans} <AppLink to={`/meetings?org=${motion.org.id}`}>{t.make}</AppLink>
            </p>
          ) : (
            <SelectField
              label={t.plan}
              problem={fieldError(error, 'planId')}
              required
              value={agenda ?? undefined}
              onChange={setPlanId}
              options={(plans?.items ?? []).map((plan) => ({
                value: plan.id,
                label: `${formatDayShort(plan.onDay)} ${plan.title}`,
              }))}
            />
          ))}
        <Field
          label={t.text}
          id={`${id}-text`}
          hint={t.textHint}
          problem={fieldError(error, 'text')}
          required={action !== 'accept'}
        >
          <Input.TextArea
            id={`${id}-text`}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={1000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
      </Form>
    </Panel>
  );
}
