import { messages, useMessages } from './messages.ts';
import css from './skeleton.module.css';

const m = messages({ zh: { loading: '正在载入' }, en: { loading: 'Loading' } });

/** Grey lines while something loads. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  const t = useMessages(m);
  return (
    <div className={css['skeleton']} role="status" data-loading>
      <span className="z-hidden">{t.loading}</span>
      {Array.from({ length: lines }, (_, place) => (
        <div key={place} style={{ width: `${88 - ((place * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
