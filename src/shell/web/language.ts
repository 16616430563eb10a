import { useSyncExternalStore } from 'react';

/** The two languages of the interface. Chinese is the first; English is complete. */
export type Language = 'zh' | 'en';

const KEY = 'zelian.language';
const listeners = new Set<() => void>();
let current: Language = remembered();

function remembered(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

/** The language in use now; outside React (error sentences, file names). In components use `useLanguage`. */
export function language(): Language {
  return current;
}

/** Switches the language of the whole interface and remembers it in this browser. */
export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser that forbids storage keeps the choice until the page is closed.
  }
  for (const listener of listeners) listener();
}

/** The language in use; the component renders again when it is switched. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language, () => 'zh');
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
