import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { FormDialog } from './form-dialog.tsx';

type Props = {
  /** The button's words; also the confirming button's. */
  label: string;
  /** The question, as the dialog's title. */
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** Does it; answers whether it went through (the dialog then closes). */
  onConfirm: () => Promise<boolean>;
  pending?: boolean;
  error?: unknown;
  danger?: boolean;
  /** A name that tells the button from its like in other rows. */
  name?: string;
  /** Without a frame: for the ends of rows. */
  quiet?: boolean;
  /** The page's main action. */
  main?: boolean;
  disabled?: boolean;
};

/** A button that asks before it acts, and says what will happen. */
export function ConfirmButton(props: Props) {
  const {
    label,
    title,
    children,
    onConfirm,
    pending = false,
    error,
    danger = false,
    name,
    quiet = false,
    main = false,
    disabled,
  } = props;
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button
        type={quiet ? 'link' : main ? 'primary' : 'default'}
        size={quiet ? 'small' : 'middle'}
        danger={danger && !quiet}
        aria-label={name}
        disabled={disabled}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      {open && (
        <FormDialog
          title={title}
          confirm={label}
          width={460}
          danger={danger}
          pending={pending}
          error={error}
          onConfirm={() => onConfirm().then((done) => done && close())}
          onClose={close}
        >
          {children}
        </FormDialog>
      )}
    </>
  );
}
