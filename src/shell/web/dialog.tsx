import { Button, ConfigProvider } from 'antd';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import css from './dialog.module.css';
import { Icon } from './icons.tsx';
import { messages, useMessages } from './messages.ts';
import { TouchedProvider, useUnsent } from './unsent.tsx';

const m = messages({
  zh: {
    close: '关闭',
    lost: '填写的内容还没有提交，关闭后不保留。',
    stay: '继续填写',
    leave: '关闭，不保留',
  },
  en: {
    close: 'Close',
    lost: 'What you filled in was not sent; it is not kept when you close this.',
    stay: 'Go on filling in',
    leave: 'Close without it',
  },
});

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  width?: number;
  /** `sheet`: rises from the lower edge, for the phone. `bare`: no heading shown (it still names the dialog). */
  look?: 'box' | 'sheet' | 'bare';
  /** While what was filled in is being sent. */
  pending?: boolean;
  /** What the server refused: what was filled in is not sent after all. */
  error?: unknown;
};

/**
 * A modal dialog on the browser's own element: keeps the focus inside, closes with Escape, gives the focus back. A click
 * beside it closes it too, unless it has buttons: then something may have been entered or has to be decided. When
 * something was filled in and not sent, Escape and the cross ask once; whoever presses “cancel” has answered already.
 */
export function Dialog(props: Props) {
  const { open, onClose, title, children, actions, width = 520, look = 'box', pending, error } = props;
  const t = useMessages(m);
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  // A press that begins inside and ends beside it, as when text is chosen, is a click on the dialog too.
  const pressedBeside = useRef(false);
  const unsent = useUnsent({ pending, error });
  const { forget } = unsent;
  /** Where one was when it was asked whether to close; null while nothing is asked. */
  const [asked, setAsked] = useState<Element | null>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  useEffect(() => {
    if (open) return;
    forget();
    setAsked(null);
  }, [open, forget]);
  if (!open) return null;
  const ask = () => {
    if (actions && unsent.isUnsent()) setAsked(document.activeElement ?? document.body);
    else onClose();
  };
  const stay = () => {
    setAsked(null);
    if (asked instanceof HTMLElement) asked.focus();
  };
  return (
    <dialog
      ref={ref}
      className={`${css['dialog']} ${css[look]}`}
      style={{ maxWidth: `min(${width}px, calc(100vw - 32px))` }}
      aria-labelledby={id}
      onChange={unsent.onChange}
      onCancel={(event) => {
        // A file that was not chosen after all is a “cancel” too.
        if (event.target !== ref.current) return;
        event.preventDefault();
        ask();
      }}
      // A second “back” on a phone closes it without asking the page.
      onClose={(event) => event.target === ref.current && onClose()}
      onKeyDown={(event) => {
        if (!asked || event.key !== 'Escape') return;
        event.preventDefault();
        stay();
      }}
      onPointerDown={(event) => {
        pressedBeside.current = event.target === ref.current;
      }}
      onClick={(event) => {
        if (!actions && pressedBeside.current && event.target === ref.current) onClose();
      }}
    >
      <div className={css['inside']}>
        {look === 'bare' ? (
          <h2 id={id} className="z-hidden">
            {title}
          </h2>
        ) : (
          <header className={css['head']}>
            <h2 id={id}>{title}</h2>
            <button type="button" className={css['close']} aria-label={t.close} onClick={ask}>
              <Icon name="close" />
            </button>
          </header>
        )}
        <div className={look === 'bare' ? undefined : css['body']}>
          {/* A list that opens in the page's body would lie behind a modal dialog, where nobody reaches it. */}
          <ConfigProvider getPopupContainer={() => ref.current ?? document.body}>
            <TouchedProvider value={unsent.touch}>{children}</TouchedProvider>
          </ConfigProvider>
        </div>
        {asked ? (
          // A key of its own: a button that was there already would not take the focus.
          <footer key="asked" className={css['actions']}>
            <p role="alert">{t.lost}</p>
            <Button danger onClick={onClose}>
              {t.leave}
            </Button>
            {/* Whoever works by keyboard hears the question where the answer is. */}
            <Button type="primary" autoFocus onClick={stay}>
              {t.stay}
            </Button>
          </footer>
        ) : (
          actions && <footer className={css['actions']}>{actions}</footer>
        )}
      </div>
    </dialog>
  );
}
