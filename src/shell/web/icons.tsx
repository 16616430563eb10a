import type { ReactNode } from 'react';

const paths = {
  home: <path d="M4 11.5 12 5l8 6.5M6.5 9.8V19h11V9.8M10 19v-5h4v5" />,
  roles: <path d="M12 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM5 20c.6-3.6 3.4-5.5 7-5.5s6.4 1.9 7 5.5" />,
  standards: (
    <path d="M6 4.5h9.5a2 2 0 0 1 2 2v13H8a2 2 0 0 1-2-2v-13Zm0 13a2 2 0 0 1 2-2h9.5M9.5 8.5h5M9.5 11.5h5" />
  ),
  oversight: (
    <path d="M12 4.5v15M8 19.5h8M5 7.5h14M5 7.5l-2.5 6a3 3 0 0 0 5 0L5 7.5Zm14 0-2.5 6a3 3 0 0 0 5 0l-2.5-6Z" />
  ),
  organisation: <path d="M9.5 4.5h5v4h-5zM4 15.5h5v4H4zM15 15.5h5v4h-5zM12 8.5V12m-5.5 3.5V12h11v3.5" />,
  system: (
    <path d="M4 7h9m4 0h3M4 17h3m4 0h9M15 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM9 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z" />
  ),
  search: <path d="M10.8 17.1a6.3 6.3 0 1 0 0-12.6 6.3 6.3 0 0 0 0 12.6ZM15.5 15.5 20 20" />,
  more: <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" strokeWidth="2.6" />,
  sun: (
    <path d="M12 15.8a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6ZM12 3v1.8M12 19.2V21M3 12h1.8M19.2 12H21M5.6 5.6l1.3 1.3M17.1 17.1l1.3 1.3M5.6 18.4l1.3-1.3M17.1 6.9l1.3-1.3" />
  ),
  moon: <path d="M19.5 14.3A8 8 0 0 1 9.7 4.5a8 8 0 1 0 9.8 9.8Z" />,
  screen: <path d="M4 5.5h16v10.5H4zM9 19.5h6M12 16v3.5" />,
  language: (
    <path d="M4 6.5h9M8.5 4.5v2M11 6.5c-.8 3.5-3 6-6.5 7.5M6.5 9.5c1 2 2.6 3.5 5 4.5M12.5 19.5l3.5-9 3.5 9M13.7 16.5h4.6" />
  ),
  leave: <path d="M13.5 4.5H6v15h7.5M10.5 12H20m-3.2-3.2L20 12l-3.2 3.2" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  right: <path d="m9.5 5.5 6.5 6.5-6.5 6.5" />,
  left: <path d="M14.5 5.5 8 12l6.5 6.5" />,
  down: <path d="m5.5 9.5 6.5 6.5 6.5-6.5" />,
  check: <path d="m5 12.5 4.5 4.5L19 7" />,
  alert: <path d="M12 4.5 3.5 19h17L12 4.5Zm0 5.5v4.5m0 2.3v.01" />,
  info: <path d="M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-8.5V16m0-8v.01" />,
  columns: <path d="M4.5 5h15v14h-15zM9.5 5v14M14.5 5v14" />,
  plus: <path d="M12 5v14M5 12h14" />,
  download: <path d="M12 4.5v10m-4-4 4 4 4-4M5 19.5h14" />,
  print: <path d="M7 9V4.5h10V9M7 16.5H4.5V9h15v7.5H17M7 13.5h10v6H7z" />,
  lock: <path d="M6 11h12v8.5H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />,
  person: <path d="M12 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM5 20c.6-3.6 3.4-5.5 7-5.5s6.4 1.9 7 5.5" />,
  eye: (
    <path d="M2.8 12S6.2 6 12 6s9.2 6 9.2 6-3.4 6-9.2 6-9.2-6-9.2-6Zm9.2 2.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Z" />
  ),
  document: <path d="M6 4h8l4 4v12H6zM14 4v4h4M9 12h6M9 15.5h6" />,
  key: <path d="M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm2.8-6.8L19 4m-3.5 3.5L18 10" />,
  clock: <path d="M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-12.5V12l3 2" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof paths;

/** A line icon. It is decoration beside a word; where it stands alone, the button carries the name. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="z-icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {paths[name]}
    </svg>
  );
}

/** The mark: two links of a chain. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <rect x="2.5" y="9" width="17" height="14" rx="7" stroke="var(--z-brand-ink)" strokeWidth="3.2" />
      <path
        d="M15.5 9H22.5a7 7 0 0 1 0 14h-3M12.5 16a7 7 0 0 1 3-5.8"
        stroke="var(--z-ink)"
        strokeWidth="3.2"
        strokeLinecap="round"
      />
    </svg>
  );
}
