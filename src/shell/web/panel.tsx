import { type ReactNode, useId } from 'react';
import css from './panel.module.css';

type Props = {
  title?: string;
  /** A few words beside the title. */
  note?: ReactNode;
  actions?: ReactNode;
  /** No inner margin: the content (a table, a list) reaches the edge. */
  flush?: boolean;
  children: ReactNode;
};

/** A block of a page with a heading. */
export function Panel({ title, note, actions, flush = false, children }: Props) {
  const id = useId();
  return (
    <section className={css['panel']} aria-labelledby={title ? id : undefined}>
      {(title || actions) && (
        <header className={css['head']}>
          {title && <h2 id={id}>{title}</h2>}
          {note && <span className={css['note']}>{note}</span>}
          {actions && <div className={`${css['actions']} z-no-print`}>{actions}</div>}
        </header>
      )}
      <div className={flush ? css['flush'] : css['body']}>{children}</div>
    </section>
  );
}

type Fact = { label: string; value: ReactNode; wide?: boolean };

/** Facts of one thing, label over value, as many beside each other as fit. */
export function Facts({ items }: { items: readonly (Fact | false | null | undefined)[] }) {
  return (
    <dl className={css['facts']}>
      {items
        .filter((item) => !!item)
        .map((item) => (
          <div key={item.label} className={item.wide ? css['wide'] : undefined}>
            <dt>{item.label}</dt>
            <dd>{item.value ?? '—'}</dd>
          </div>
        ))}
    </dl>
  );
}

export type Shade = 'neutral' | 'info' | 'good' | 'warn' | 'bad' | 'brand';

/** A state in a word or two. The colour repeats what the word says, never replaces it. */
export function StateTag({ shade = 'neutral', children }: { shade?: Shade; children: ReactNode }) {
  return <span className={`${css['tag']} ${css[shade]}`}>{children}</span>;
}

type BarProps = { value: number; max?: number; label: string; shade?: Shade; text?: string };

/** A share as a bar. `label` names it for readers who do not see it; `text` is shown at its end. */
export function Bar({ value, max = 1, label, shade = 'brand', text }: BarProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div className={css['bar']}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={text}
        className={css['track']}
      >
        <div
          className={`${css['fill']} ${css[`fill-${shade}`] ?? ''}`}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      {text && <span className="z-number">{text}</span>}
    </div>
  );
}

type FigureProps = { label: string; value: ReactNode; unit?: string; note?: ReactNode };

/** One number with its name, for the head of a page. Put several in `Figures`. */
export function Figure({ label, value, unit, note }: FigureProps) {
  return (
    <div className={css['figure']}>
      <dt>{label}</dt>
      <dd>
        <span className="z-number">{value}</span>
        {unit && <small>{unit}</small>}
        {note && <p>{note}</p>}
      </dd>
    </div>
  );
}

/** A row of figures. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className={css['figures']}>{children}</dl>;
}

/** A note that is part of the page: an explanation or a warning, not an error. */
export function Note({ shade = 'info', children }: { shade?: Exclude<Shade, 'brand'>; children: ReactNode }) {
  return <div className={`${css['noteBox']} ${css[`note-${shade}`]}`}>{children}</div>;
}
