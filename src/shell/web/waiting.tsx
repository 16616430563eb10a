import { Mark } from './icons.tsx';
import { messages, useMessages } from './messages.ts';
import css from './waiting.module.css';

const m = messages({ zh: { loading: '正在载入' }, en: { loading: 'Loading' } });

/** Before anything can be shown. Appears only when it takes longer than a blink. */
export function Waiting() {
  const t = useMessages(m);
  return (
    <main className={css['waiting']}>
      <Mark size={44} />
      <p role="status">{t.loading}</p>
    </main>
  );
}
