import { Button } from 'antd';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { call } from '#shell/web/call.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Icon } from '#shell/web/icons.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Note, Panel } from '#shell/web/panel.tsx';
import { castBallot, type PaperView } from '../ballots.contract.ts';
import css from './ballots.module.css';
import { sealInBrowser } from './seal-in-browser.ts';

const m = messages({
  zh: {
    again: '您已评过这个组织。重新提交后，以这一次为准。',
    left: (n: number) => `还有 ${n} 项未选`,
    submit: '提交评议',
    sealing: '正在本机加密并提交…',
    sending: '正在提交…',
    back: '返回组织列表',
    once: '实名评议提交后不能修改。',
  },
  en: {
    again: 'You have rated this organisation. If you submit again, this one counts.',
    left: (n) => `${n} still to choose`,
    submit: 'Submit',
    sealing: 'Encrypting on this device and submitting…',
    sending: 'Submitting…',
    back: 'Back to the list',
    once: 'A rating by name cannot be changed once submitted.',
  },
});

type Props = {
  token: string;
  paper: PaperView;
  ratee: PaperView['ratees'][number];
  onBack?: () => void;
  onCast: (tracking: string) => void;
};

/** The grades of one organisation. They leave the device encrypted (sealed round) or as they are (named round). */
export function RateeForm({ token, paper, ratee, onBack, onCast }: Props) {
  const t = useMessages(m);
  const [choices, setChoices] = useState<readonly (number | null)[]>(() => paper.items.map(() => null));
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    head.current?.focus();
    scrollTo({ top: 0 });
  }, []);
  const left = choices.filter((choice) => choice === null).length;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (left > 0 || pending) return;
    setPending(true);
    setError(null);
    try {
      const grades = choices.map((choice) => choice!);
      const answer =
        paper.mode === 'sealed'
          ? { sealed: await sealInBrowser(paper, ratee.id, grades) }
          : { choices: grades };
      const { tracking } = await call(castBallot, { body: { token, ratee: ratee.id, ...answer } });
      onCast(tracking);
    } catch (refused) {
      setError(refused);
      setPending(false);
    }
  }

  return (
    <Panel>
      <form onSubmit={(event) => void submit(event)}>
        <h2 ref={head} tabIndex={-1} className={css['ratee']}>
          {ratee.name}
        </h2>
        {ratee.tracking && <Note>{t.again}</Note>}
        {paper.items.map((item, at) => (
          <Grades
            key={item.id}
            item={item}
            value={choices[at] ?? null}
            onChange={(grade) => setChoices(choices.map((before, place) => (place === at ? grade : before)))}
          />
        ))}
        {error !== null && <ErrorSentence error={error} />}
        <div className={css['submit']}>
          <p aria-live="polite" className="z-quiet">
            {pending
              ? paper.mode === 'sealed'
                ? t.sealing
                : t.sending
              : left > 0
                ? t.left(left)
                : paper.mode === 'named'
                  ? t.once
                  : ''}
          </p>
          <Button type="primary" size="large" block htmlType="submit" loading={pending} disabled={left > 0}>
            {t.submit}
          </Button>
          {onBack && (
            <Button type="text" block onClick={onBack} disabled={pending}>
              <Icon name="left" size={14} /> {t.back}
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}

type GradesProps = {
  item: PaperView['items'][number];
  value: number | null;
  onChange: (grade: number) => void;
};

function Grades({ item, value, onChange }: GradesProps) {
  const label = useLabel();
  const name = useId();
  return (
    <fieldset className={css['item']}>
      <legend>{label(item.title)}</legend>
      <div
        className={css['grades']}
        style={{ gridTemplateColumns: `repeat(${Math.min(item.grades.length, 4)}, 1fr)` }}
      >
        {item.grades.map((grade, at) => (
          <label key={grade.id} className={css['grade']}>
            <input type="radio" name={name} checked={value === at} onChange={() => onChange(at)} />
            <span>{label(grade.title)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
