import { useSyncExternalStore } from 'react';
import { Icon } from './icons.tsx';
import css from './notices.module.css';

type Notice = { id: number; text: string; tone: 'good' | 'bad' };

let notices: readonly Notice[] = [];
let counter = 0;
const listeners = new Set<() => void>();

function set(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

/** Tells that something went through (or not), briefly, at the edge of the screen, and reads it aloud. */
export function notify(text: string, tone: Notice['tone'] = 'good'): void {
  counter += 1;
  const id = counter;
  set([...notices.slice(-2), { id, text, tone }]);
  setTimeout(() => set(notices.filter((notice) => notice.id !== id)), tone === 'good' ? 4_000 : 8_000);
}

/** The place where notices appear; once, in the frame. */
export function Notices() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
  );
  return (
    <div className={`${css['place']} z-no-print`} role="status" aria-live="polite">
      {shown.map((notice) => (
        <div key={notice.id} className={`${css['notice']} ${css[notice.tone]}`}>
          <Icon name={notice.tone === 'good' ? 'check' : 'alert'} />
          {notice.text}
        </div>
      ))}
    </div>
  );
}
