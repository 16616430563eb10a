import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { ErrorSentence } from './error-sentence.tsx';
import css from './form.module.css';
import { messages, useMessages } from './messages.ts';

const m = messages({ zh: { cancel: '取消' }, en: { cancel: 'Cancel' } });

type Props = {
  title: string;
  /** What the main button says; the title, if not told. */
  confirm?: string;
  onConfirm: () => unknown;
  onClose: () => void;
  /** While it is being sent. */
  pending?: boolean;
  disabled?: boolean;
  /** What it does cannot be taken back. */
  danger?: boolean;
  /** What the server refused; the form stays open with what was typed. */
  error?: unknown;
  width?: number;
  /** Another thing that can be done here, before the two buttons. */
  beside?: ReactNode;
  children?: ReactNode;
};

/** A dialog with a form in it: fields, what was refused, and two buttons. */
export function FormDialog(props: Props) {
  const { title, confirm, onConfirm, onClose, pending, disabled, danger, error, width, beside, children } =
    props;
  const t = useMessages(m);
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      width={width}
      pending={pending}
      error={error}
      actions={
        <>
          {beside}
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button
            type="primary"
            danger={danger}
            loading={pending}
            disabled={disabled}
            onClick={() => void onConfirm()}
          >
            {confirm ?? title}
          </Button>
        </>
      }
    >
      <div className={css['form']}>
        {children}
        {error ? <ErrorSentence error={error} /> : null}
      </div>
    </Dialog>
  );
}
