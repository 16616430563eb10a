import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Icon, type IconName } from './icons.tsx';
import css from './menu-button.module.css';

export type MenuItem =
  | { kind?: 'item'; label: string; icon?: IconName; checked?: boolean; onSelect: () => void }
  | { kind: 'line' }
  | { kind: 'heading'; label: string };

type Props = {
  name: string;
  label: ReactNode;
  items: readonly MenuItem[];
  head?: ReactNode;
  align?: 'left' | 'right';
};

/** A button that opens a menu; arrows, Home, End, Escape work in it as the ARIA pattern says. */
export function MenuButton({ name, label, items, head, align = 'right' }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    entries()[0]?.focus();
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  function entries(): HTMLElement[] {
    return [...(box.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  }

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const all = entries();
    const here = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[(to + all.length) % all.length]?.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (event.key === 'Tab') setOpen(false);
  }

  return (
    <div className={css['box']} ref={box}>
      <button
        ref={button}
        type="button"
        className={css['button']}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className="z-hidden">{name}</span>
        {label}
      </button>
      {open && (
        <div className={`${css['menu']} ${css[align]}`}>
          {head && <div className={css['head']}>{head}</div>}
          <div id={id} role="menu" tabIndex={-1} aria-label={name} onKeyDown={onKeyDown}>
            {items.map((item, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a menu's entries do not move
              <Entry key={place} item={item} close={close} />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function Entry({ item, close }: { item: MenuItem; close: () => void }) {
  if (item.kind === 'line') return <hr className={css['line']} />;
  if (item.kind === 'heading') {
    return (
      <div role="presentation" className={css['heading']}>
        {item.label}
      </div>
    );
  }
  return (
    <button
      type="button"
      role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={item.checked}
      tabIndex={-1}
      className={css['item']}
      onClick={() => {
        close();
        item.onSelect();
      }}
    >
      {item.icon && <Icon name={item.icon} size={17} />}
      <span>{item.label}</span>
      {item.checked && <Icon name="check" size={16} />}
    </button>
  );
}
