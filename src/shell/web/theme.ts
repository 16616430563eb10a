import { useSyncExternalStore } from 'react';

/** What the person chose; `system` follows the machine. */
export type ThemeChoice = 'system' | 'light' | 'dark';
export type Tone = 'light' | 'dark';

/**
 * The colours. Text colours hold 4.5:1 on `page`, `surface` and on their own `soft` ground (WCAG 2.2 AA); `brand` holds it
 * under white. The red is kept for the mark, the one main action and the place where one is.
 */
export const palette = {
  light: {
    page: '#f5f4f1',
    surface: '#ffffff',
    sunken: '#eeece7',
    ink: '#1f2328',
    ink2: '#50565e',
    ink3: '#646a72',
    line: '#e4e1da',
    lineStrong: '#8f8b82',
    brand: '#9b1c20',
    brandHover: '#b1292c',
    brandInk: '#9b1c20',
    brandSoft: '#f8edeb',
    link: '#1b4f8f',
    good: '#1d6b41',
    goodSoft: '#e6f1e9',
    warn: '#805200',
    warnSoft: '#faf0d9',
    bad: '#a8320f',
    badSoft: '#fbe9e2',
    info: '#1b4f8f',
    infoSoft: '#e7eef7',
    shadow: '0 1px 2px rgb(31 35 40 / 6%), 0 8px 24px rgb(31 35 40 / 10%)',
  },
  dark: {
    page: '#141619',
    surface: '#1c1f23',
    sunken: '#101214',
    ink: '#e8e7e3',
    ink2: '#b4b7bc',
    ink3: '#999ea5',
    line: '#2d3137',
    lineStrong: '#6b727b',
    brand: '#b5383a',
    brandHover: '#c54a4b',
    brandInk: '#f09c97',
    brandSoft: '#34201f',
    link: '#8fbcf2',
    good: '#7fcb9a',
    goodSoft: '#192b20',
    warn: '#e3b65a',
    warnSoft: '#302712',
    bad: '#f39b78',
    badSoft: '#36211a',
    info: '#8fbcf2',
    infoSoft: '#1a2635',
    shadow: '0 1px 2px rgb(0 0 0 / 40%), 0 8px 28px rgb(0 0 0 / 50%)',
  },
} as const;

const KEY = 'zelian.theme';
const listeners = new Set<() => void>();
const darkMachine = matchMedia('(prefers-color-scheme: dark)');
let choice: ThemeChoice = remembered();
let printing = false;

function remembered(): ThemeChoice {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

function toneNow(): Tone {
  if (printing) return 'light';
  if (choice !== 'system') return choice;
  return darkMachine.matches ? 'dark' : 'light';
}

/** Writes the palette as custom properties (`--z-ink` …) into a sheet of the document. Call once, at the start. */
export function startTheme(): void {
  const sheet = new CSSStyleSheet();
  const rules = (Object.keys(palette) as Tone[]).map((tone) => {
    const values = Object.entries(palette[tone]).map(([name, value]) => `--z-${kebab(name)}:${value}`);
    return `:root[data-tone="${tone}"]{color-scheme:${tone};${values.join(';')}}`;
  });
  sheet.replaceSync(rules.join('\n'));
  document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
  darkMachine.addEventListener('change', changed);
  // Paper is white: a page is printed in the light palette whatever the screen shows.
  addEventListener('beforeprint', () => print(true));
  addEventListener('afterprint', () => print(false));
  changed();
}

/** Chooses a theme and remembers it in this browser. */
export function setTheme(next: ThemeChoice): void {
  choice = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
  changed();
}

/** The choice made, for the menu. */
export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, () => choice);
}

/** The tone shown now. */
export function useTone(): Tone {
  return useSyncExternalStore(subscribe, toneNow);
}

function print(on: boolean): void {
  printing = on;
  changed();
}

function changed(): void {
  document.documentElement.dataset['tone'] = toneNow();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/(\d)/, '-$1');
}
