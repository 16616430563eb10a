import { ConfigProvider } from 'antd';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import css from './dialog.module.css';
import { Icon } from './icons.tsx';
import { messages, useMessages } from './messages.ts';

const m = messages({ zh: { close: '关闭' }, en: { close: 'Close' } });

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
};

/**
 * A modal dialog on the browser's own element: keeps the focus inside, closes with Escape, gives the focus back. A click
 * beside it closes it too, unless it has buttons: then something may have been entered or has to be decided.
 */
export function Dialog({ open, onClose, title, children, actions, width = 520, look = 'box' }: Props) {
  const t = useMessages(m);
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  // A press that begins inside and ends beside it, as when text is chosen, is a click on the dialog too.
  const pressedBeside = useRef(false);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  if (!open) return null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes; the click is the pointer's way of doing the same
    <dialog
      ref={ref}
      className={`${css['dialog']} ${css[look]}`}
      style={{ maxWidth: `min(${width}px, calc(100vw - 32px))` }}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
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
            <button type="button" className={css['close']} aria-label={t.close} onClick={onClose}>
              <Icon name="close" />
            </button>
          </header>
        )}
        <div className={look === 'bare' ? undefined : css['body']}>
          {/* A list that opens in the page's body would lie behind a modal dialog, where nobody reaches it. */}
          <ConfigProvider getPopupContainer={() => ref.current ?? document.body}>{children}</ConfigProvider>
        </div>
        {actions && <footer className={css['actions']}>{actions}</footer>}
      </div>
    </dialog>
  );
}
