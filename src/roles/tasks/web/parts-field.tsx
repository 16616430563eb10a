import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Icon } from '#shell/web/icons.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import css from './parts-field.module.css';
import { PersonPicker } from './person-picker.tsx';
import { letterDoes, letterWords } from './task-words.ts';

const m = messages({
  zh: {
    add: '添加',
    deliverable: '交付什么',
    deliverableHint: '一件写得出名字的东西，如“经费方案”',
    remove: (name: string) => `去掉 ${name}`,
    person: (letter: string) => `选择${letter}的人`,
    nobody: '还没有人',
  },
  en: {
    add: 'Add',
    deliverable: 'What is delivered',
    deliverableHint: 'One thing with a name',
    remove: (name) => `Remove ${name}`,
    person: (letter) => `Choose who: ${letter}`,
    nobody: 'Nobody yet',
  },
});

type Letter = 'lead' | 'guide' | 'own' | 'assist' | 'do' | 'inform';
/** A letter of somebody, in a form. */
export type PartDraft = {
  letter: Letter;
  personId: string;
  name: string;
  deliverable: string;
  dueOn: string | null;
};

type Props = {
  of: { taskId: string } | { orgId: string };
  letters: readonly Letter[];
  value: readonly PartDraft[];
  onChange: (value: PartDraft[]) => void;
  /** What is wrong with a letter, to be said beside it. */
  problems?: Partial<Record<Letter, readonly string[]>>;
};

/** The letters of a task in a form: one line a letter, people added by name. */
export function PartsField({ of, letters, value, onChange, problems = {} }: Props) {
  return (
    <ul className={css['lines']}>
      {letters.map((letter) => (
        <LetterLine
          key={letter}
          of={of}
          letter={letter}
          parts={value.filter((part) => part.letter === letter)}
          problems={problems[letter] ?? []}
          onAdd={(part) => onChange([...value, part])}
          onRemove={(part) => onChange(value.filter((each) => each !== part))}
        />
      ))}
    </ul>
  );
}

type LineProps = {
  of: Props['of'];
  letter: Letter;
  parts: readonly PartDraft[];
  problems: readonly string[];
  onAdd: (part: PartDraft) => void;
  onRemove: (part: PartDraft) => void;
};

const single: ReadonlySet<Letter> = new Set(['lead', 'own']);

function LetterLine({ of, letter, parts, problems, onAdd, onRemove }: LineProps) {
  const t = useMessages(m);
  const words = useMessages(letterWords);
  const does = useMessages(letterDoes);
  const id = useId();
  const [open, setOpen] = useState(false);
  const [person, setPerson] = useState<Choice | null>(null);
  const [deliverable, setDeliverable] = useState('');
  const add = (choice: Choice | null) => {
    if (!choice) return;
    onAdd({ letter, personId: choice.id, name: choice.label, deliverable: deliverable.trim(), dueOn: null });
    setPerson(null);
    setDeliverable('');
    setOpen(false);
  };
  const more = !single.has(letter) || parts.length === 0;
  return (
    <li>
      <span className={css['letter']}>
        <strong>{words[letter]}</strong>
        <small>{does[letter]}</small>
      </span>
      <div className={css['people']}>
        {parts.map((part) => (
          <span key={part.personId} className={css['person']}>
            {part.name}
            {part.deliverable && <small>：{part.deliverable}</small>}
            <button type="button" aria-label={t.remove(part.name)} onClick={() => onRemove(part)}>
              <Icon name="close" size={12} />
            </button>
          </span>
        ))}
        {parts.length === 0 && !open && <span className="z-quiet">{t.nobody}</span>}
        {more && !open && (
          <Button size="small" onClick={() => setOpen(true)} aria-label={`${t.add}：${words[letter]}`}>
            {t.add}
          </Button>
        )}
        {open && (
          <div className={css['adding']}>
            {letter === 'assist' && (
              <Input
                aria-label={t.deliverable}
                placeholder={t.deliverableHint}
                maxLength={100}
                value={deliverable}
                onChange={(event) => setDeliverable(event.target.value)}
              />
            )}
            <label htmlFor={id} className="z-hidden">
              {t.person(words[letter])}
            </label>
            <PersonPicker id={id} of={of} value={person} onChange={letter === 'assist' ? setPerson : add} />
            {letter === 'assist' && (
              <Button disabled={!person || deliverable.trim() === ''} onClick={() => add(person)}>
                {t.add}
              </Button>
            )}
          </div>
        )}
        {problems.map((text) => (
          <p key={text} className={css['problem']}>
            {text}
          </p>
        ))}
      </div>
    </li>
  );
}
