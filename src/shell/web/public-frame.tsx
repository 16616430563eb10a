import type { ReactNode } from 'react';
import { AppLink } from './app-link.tsx';
import { Mark } from './icons.tsx';
import { setLanguage, useLanguage } from './language.ts';
import { messages, useMessages } from './messages.ts';
import css from './public-frame.module.css';

const m = messages({
  zh: { name: '责链', skip: '跳到正文', rules: '规则与说明' },
  en: { name: 'Zelian', skip: 'Skip to content', rules: 'Rules' },
});

/** The frame of pages for people who are not signed in. */
export function PublicFrame({ children, links = true }: { children: ReactNode; links?: boolean }) {
  const t = useMessages(m);
  return (
    <div className={css['frame']}>
      <a className={`${css['skip']} z-no-print`} href="#content">
        {t.skip}
      </a>
      <header className={`${css['bar']} z-no-print`}>
        <AppLink to="/" className={css['name']}>
          <Mark /> {t.name}
        </AppLink>
        <nav className={css['links']} aria-label={t.rules}>
          {links && <AppLink to="/rules">{t.rules}</AppLink>}
          <LanguageSwitch />
        </nav>
      </header>
      <main id="content" className={css['main']}>
        {children}
      </main>
    </div>
  );
}

/** Switches to the other language; names it in that language. */
export function LanguageSwitch() {
  const tongue = useLanguage();
  const other = tongue === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className={css['language']}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => setLanguage(other)}
    >
      {other === 'zh' ? '中文' : 'English'}
    </button>
  );
}
