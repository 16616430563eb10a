import { Button } from 'antd';
import { useId } from 'react';
import { sentenceOfCode } from './error-sentence.tsx';
import { messages, useMessages } from './messages.ts';
import css from './step-list.module.css';

const m = messages({
  zh: { basis: (text: string) => `依据：${text}` },
  en: { basis: (text) => `Basis: ${text}` },
});

/** A step that the state of a thing allows. */
export type Step<Action extends string> = {
  action: Action;
  label: string;
  /** Why the reader cannot take it; null when they can. */
  reason?: { code: string; message: string } | null;
  /** What it does; shown while nothing bars it. */
  about?: string;
  /** The rule it stands on. */
  basis?: string;
};

type Props<Action extends string> = {
  steps: readonly Step<Action>[];
  /** Steps that lead on: the first of them that can be taken is the main button, the others stand beside it. */
  forward?: ReadonlySet<Action>;
  onChoose: (action: Action) => void;
};

/** What can be done next, a button a line; below, the steps that the reader cannot take, each with why. */
export function StepList<Action extends string>({ steps, forward, onChoose }: Props<Action>) {
  const t = useMessages(m);
  const id = useId();
  const first = steps.find((step) => !step.reason && forward?.has(step.action))?.action;
  const ordered = [...steps.filter((step) => !step.reason), ...steps.filter((step) => step.reason)];
  return (
    <div className={css['steps']}>
      {ordered.map(({ action, label, reason, about, basis }) => (
        <div key={action} className={css['step']}>
          <Button
            type={action === first ? 'primary' : 'default'}
            disabled={Boolean(reason)}
            aria-describedby={`${id}${action}`}
            onClick={() => onChoose(action)}
          >
            {label}
          </Button>
          <p id={`${id}${action}`}>
            {reason ? sentenceOfCode(reason) : about}
            {basis && <small>{t.basis(basis)}</small>}
          </p>
        </div>
      ))}
    </div>
  );
}
