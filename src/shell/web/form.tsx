import { useBlocker } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { Dialog } from './dialog.tsx';
import { ErrorSentence } from './error-sentence.tsx';
import css from './form.module.css';
import { messages, useMessages } from './messages.ts';
import { TouchedProvider, useUnsent } from './unsent.tsx';

const m = messages({
  zh: {
    title: '离开本页？',
    lost: '填写的内容还没有提交，离开后不保留。',
    stay: '留在本页',
    leave: '离开，不保留',
  },
  en: {
    title: 'Leave this page?',
    lost: 'What you filled in was not sent; it is not kept when you leave.',
    stay: 'Stay',
    leave: 'Leave without it',
  },
});

type Props = {
  /** Sends what was filled in. */
  onSubmit: () => unknown;
  /** What the button says. */
  submit: string;
  pending: boolean;
  /** What the server refused; the form stays with what was filled in. */
  error?: unknown;
  disabled?: boolean;
  /** What else can be done, beside the button. */
  beside?: ReactNode;
  /** A way on, under what was refused. */
  remedy?: ReactNode;
  /** The button stays at the lower edge of a long form. */
  sticky?: boolean;
  /** The page keeps what was filled in until it is sent: whoever leaves need not be asked. */
  kept?: boolean;
  /** As wide as the page: it holds panels, or stands in a narrow place already. */
  wide?: boolean;
  children: ReactNode;
};

/**
 * A form in a page: fields, what was refused, and the button that sends it. Whoever leaves with something filled in and
 * not sent is asked once.
 */
export function Form(props: Props) {
  const { onSubmit, submit, pending, error, disabled, beside, remedy, sticky, kept, wide, children } = props;
  const unsent = useUnsent({ pending, error });
  return (
    <>
      <form
        className={`${css['form']} ${wide ? '' : css['narrow']}`}
        noValidate
        onChange={unsent.onChange}
        onSubmit={(event) => {
          event.preventDefault();
          void onSubmit();
        }}
      >
        <TouchedProvider value={unsent.touch}>{children}</TouchedProvider>
        <div className={`${css['foot']} ${sticky ? css['sticky'] : ''}`}>
          {error ? <ErrorSentence error={error} /> : null}
          {error ? remedy : null}
          <div className={css['buttons']}>
            <Button
              type="primary"
              htmlType="submit"
              size={sticky ? 'large' : 'middle'}
              loading={pending}
              disabled={disabled}
            >
              {submit}
            </Button>
            {beside}
          </div>
        </div>
      </form>
      {!kept && <LeaveQuestion isUnsent={unsent.isUnsent} />}
    </>
  );
}

function LeaveQuestion({ isUnsent }: { isUnsent: () => boolean }) {
  const t = useMessages(m);
  const blocker = useBlocker({
    // Filters in the address belong to the page that one stays on.
    shouldBlockFn: useCallback(
      ({ current, next }) => isUnsent() && current.pathname !== next.pathname,
      [isUnsent],
    ),
    enableBeforeUnload: isUnsent,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Dialog
      open
      onClose={blocker.reset}
      title={t.title}
      width={440}
      actions={
        <>
          <Button danger onClick={blocker.proceed}>
            {t.leave}
          </Button>
          <Button type="primary" onClick={blocker.reset}>
            {t.stay}
          </Button>
        </>
      }
    >
      <p>{t.lost}</p>
    </Dialog>
  );
}
