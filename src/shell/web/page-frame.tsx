import { type ReactNode, useEffect } from 'react';
import { AppLink } from './app-link.tsx';
import { Icon } from './icons.tsx';
import { messages, useMessages } from './messages.ts';
import css from './page-frame.module.css';

const m = messages({ zh: { back: '返回', name: '责链' }, en: { back: 'Back', name: 'Zelian' } });

type Props = {
  title: string;
  /** A sentence under the title: what this page is for, or the state of the thing shown. */
  lead?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  /** Where the page was opened from. */
  back?: { to: string; label: string };
  /** Beside the title: a state. */
  badge?: ReactNode;
  /** A narrower page, for forms and reading. */
  narrow?: boolean;
  children: ReactNode;
};

/** The frame of every page: heading, what it is for, actions, content. Also sets the browser's title. */
export function PageFrame({ title, lead, actions, back, badge, narrow = false, children }: Props) {
  const t = useMessages(m);
  useEffect(() => {
    document.title = `${title} · ${t.name}`;
  }, [title, t.name]);
  return (
    <div className={`${css['page']} ${narrow ? css['narrow'] : ''}`}>
      <header className={css['head']}>
        <div className={css['words']}>
          {back && (
            <AppLink
              to={back.to}
              className={`${css['back']} z-no-print`}
              aria-label={`${t.back}:${back.label}`}
            >
              <Icon name="left" size={14} /> {back.label}
            </AppLink>
          )}
          <div className={css['title']}>
            <h1 tabIndex={-1}>{title}</h1>
            {badge}
          </div>
          {lead && <div className={css['lead']}>{lead}</div>}
        </div>
        {actions && <div className={`${css['actions']} z-no-print`}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
