import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Bar, StateTag } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { type FusionLinkView, stepFusionLink } from '../fusion.contract.ts';
import { type LinkAction, shareOf } from '../fusion.rules.ts';
import css from './fusion.module.css';
import { fusionWords, movementShades, shown, stateShades } from './fusion-words.ts';

const m = messages({
  zh: {
    owner: (name: string) => `业务责任人：${name}`,
    proposed: (who: string, day: string) => `${who} ${day}提出`,
    confirmed: (who: string, day: string) => `${who} ${day}确认`,
    done: '任务已办结',
    bar: '从基期到目标',
    why: '说明',
    reason: '理由',
    about: {
      confirm:
        '确认这项党建工作对您负责的业务有用。确认后计入融合，并请您定期报指标的实际值；这不等于认定变化都由它带来。',
      decline: '说明为什么，提出的一方会看到。',
      withdraw: '撤回后，业务责任人不再需要答复。',
      end: '解除后不再计入，记录保留。指标没有变化的，请在这里说明。',
    },
  },
  en: {
    owner: (name) => `Answers for it: ${name}`,
    proposed: (who, day) => `proposed by ${who}, ${day}`,
    confirmed: (who, day) => `confirmed by ${who}, ${day}`,
    done: 'task done',
    bar: 'From baseline to target',
    why: 'Remark',
    reason: 'Why',
    about: {
      confirm:
        'This Party work is of use to the business you answer for. It then counts, and you are asked for the figure from time to time; nobody claims that every change comes from it.',
      decline: 'Say why; the Party side will see it.',
      withdraw: 'The business side then need not answer.',
      end: 'It no longer counts; the record stays. If the figure did not move, explain it here.',
    },
  },
});

/** A link as a chain of three: the Party task, how it helps, the business item, and the figure by which that is seen. */
export function LinkRow({ link }: { link: FusionLinkView }) {
  const t = useMessages(m);
  const words = useMessages(fusionWords);
  const [step, setStep] = useState<LinkAction | null>(null);
  const { task, item } = link;
  return (
    <li>
      <div className={css['chain']} data-open={link.state !== 'confirmed'}>
        <div className={css['card']}>
          <AppLink to={`/tasks/${task.id}`}>{task.title}</AppLink>
          <small>
            {task.orgName} · {task.owner}
            {task.done && ` · ${t.done}`}
          </small>
        </div>
        <span className={css['how']}>{link.how}</span>
        <div className={css['card']}>
          <span>{item.title}</span>
          <small>{t.owner(item.owner)}</small>
        </div>
        <span className={css['arrow']} aria-hidden="true" />
        <div className={css['card']}>
          <span>{item.indicator}</span>
          <small>
            {words.from(shown(item.baseline), item.measure)} · {words.to(shown(item.target))}
            {link.value !== null && ` · ${words.now(shown(link.value))}`}
          </small>
          {link.value !== null && (
            <Bar value={shareOf(item, link.value)} label={`${item.indicator}：${t.bar}`} />
          )}
          {link.movement !== null && (
            <span>
              <StateTag shade={movementShades[link.movement]}>{words.movements[link.movement]}</StateTag>
            </span>
          )}
        </div>
      </div>
      <div className={css['foot']}>
        <StateTag shade={stateShades[link.state]}>{words.states[link.state]}</StateTag>
        <span className={css['quiet']}>
          {link.confirmedBy && link.confirmedOn
            ? t.confirmed(link.confirmedBy, formatDay(link.confirmedOn))
            : t.proposed(link.proposedBy, formatDay(link.proposedOn))}
        </span>
        {link.note && <span className={css['quiet']}>{link.note}</span>}
        {link.actions.map((action) => (
          <Button
            key={action}
            size="small"
            type={action === 'confirm' ? 'primary' : 'default'}
            aria-label={`${words.steps[action]}：${task.title}`}
            onClick={() => setStep(action)}
          >
            {words.steps[action]}
          </Button>
        ))}
      </div>
      {step && <StepDialog link={link} action={step} onClose={() => setStep(null)} />}
    </li>
  );
}

type StepProps = { link: FusionLinkView; action: LinkAction; onClose: () => void };

function StepDialog({ link, action, onClose }: StepProps) {
  const t = useMessages(m);
  const words = useMessages(fusionWords);
  const [note, setNote] = useState('');
  const { send, pending, error } = useSend(stepFusionLink, {
    onDone: () => {
      notify(words.done);
      onClose();
    },
  });
  const needed = action === 'decline' || action === 'end';
  return (
    <FormDialog
      title={words.steps[action]}
      pending={pending}
      error={error}
      onClose={onClose}
      onConfirm={() => void send({ params: { id: link.id }, ifMatch: link.version, body: { action, note } })}
    >
      <p>{t.about[action]}</p>
      <TextAreaField
        label={needed ? t.reason : t.why}
        problem={fieldError(error, 'note')}
        rows={2}
        maxLength={300}
        required={needed}
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}
