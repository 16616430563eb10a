import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { messages, useMessages } from './messages.ts';
import css from './search-picker.module.css';
import { useTouched } from './unsent.tsx';

const m = messages({
  zh: { nothing: '没有找到', clear: '重新选择', type: '输入以查找', count: (n: number) => `${n} 个可选` },
  en: {
    nothing: 'Nothing found',
    clear: 'Choose another',
    type: 'Type to search',
    count: (n) => `${n} to choose from`,
  },
});

export type Choice = { id: string; label: string; detail?: string; disabled?: boolean };

type Props = {
  id: string;
  value: Choice | null;
  onChange: (choice: Choice | null) => void;
  /** What matches what was typed; from an endpoint, by the parent. */
  choices: readonly Choice[];
  onType: (words: string) => void;
  hint?: string;
  /** Letters needed before anything is looked for. */
  least?: number;
};

/** A field in which one thing is chosen by typing part of its name. Arrows, Enter and Escape work. */
export function SearchPicker({ id, value, onChange: onChosen, choices, onType, hint, least = 1 }: Props) {
  const t = useMessages(m);
  const list = useId();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const touched = useTouched();
  const onChange = (choice: Choice | null) => {
    touched();
    onChosen(choice);
  };
  useEffect(() => {
    const timer = setTimeout(() => onType(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed, onType]);

  if (value) {
    return (
      <div className={css['chosen']}>
        <span>
          {value.label} {value.detail && <small>{value.detail}</small>}
        </span>
        {/* A label of the field would otherwise be all that the button is called. */}
        <button id={id} type="button" aria-label={`${t.clear} ${value.label}`} onClick={() => onChange(null)}>
          {t.clear}
        </button>
      </div>
    );
  }
  const ready = [...typed.trim()].length >= least;
  const shown = ready ? choices : [];
  const here = Math.min(active, shown.length - 1);

  function choose(choice: Choice | undefined): void {
    if (!choice || choice.disabled) return;
    onChange(choice);
    setTyped('');
    setOpen(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length > 0) {
      event.preventDefault();
      setOpen(true);
      setActive((here + step + shown.length) % shown.length);
    } else if (event.key === 'Enter' && open && shown.length > 0) {
      event.preventDefault();
      choose(shown[here]);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      event.preventDefault();
      setOpen(false);
    }
  }

  return (
    <div className={css['picker']}>
      <input
        id={id}
        role="combobox"
        aria-expanded={open && ready}
        aria-controls={list}
        aria-activedescendant={open && shown[here] ? `${list}-${here}` : undefined}
        autoComplete="off"
        placeholder={hint ?? t.type}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        // Where nothing need be typed, a press shows what there is.
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <p className="z-hidden" role="status">
        {open && ready ? t.count(shown.length) : ''}
      </p>
      <ul
        id={list}
        role="listbox"
        aria-label={hint ?? t.type}
        className={css['list']}
        hidden={!open || !ready}
      >
        {shown.map((choice, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works on the input above
          <li
            key={choice.id}
            id={`${list}-${place}`}
            role="option"
            aria-selected={place === here}
            aria-disabled={choice.disabled}
            // The input keeps the focus until the choice is made.
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => setActive(place)}
            onClick={() => choose(choice)}
          >
            {choice.label}
            {choice.detail && <small>{choice.detail}</small>}
          </li>
        ))}
        {shown.length === 0 && (
          <li role="option" aria-selected="false" aria-disabled="true" className={css['nothing']}>
            {t.nothing}
          </li>
        )}
      </ul>
    </div>
  );
}
