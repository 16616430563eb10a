import { Button } from 'antd';
import { CopyButton } from '#shell/web/copy-button.tsx';
import { Dialog } from '#shell/web/dialog.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Note } from '#shell/web/panel.tsx';

const m = messages({
  zh: {
    title: '初始密码',
    once: '只显示这一次，关闭后无法再看。请交给本人，登录后须修改。',
    copy: '复制',
    close: '已交给本人，关闭',
    login: (name: string) => `账号 ${name}`,
  },
  en: {
    title: 'Initial password',
    once: 'It is shown this once. Hand it over; it must be changed at the first sign-in.',
    copy: 'Copy',
    close: 'Handed over, close',
    login: (name) => `Account ${name}`,
  },
});

type Props = { secret: { login: string; initialPassword: string } | null; onClose: () => void };

/** Shows an initial password once. */
export function SecretDialog({ secret, onClose }: Props) {
  const t = useMessages(m);
  return (
    <Dialog
      open={secret !== null}
      onClose={onClose}
      title={t.title}
      width={440}
      actions={
        <>
          {secret && <CopyButton text={secret.initialPassword} label={t.copy} />}
          <Button type="primary" onClick={onClose}>
            {t.close}
          </Button>
        </>
      }
    >
      <p className="z-quiet">{t.login(secret?.login ?? '')}</p>
      <p style={{ margin: '4px 0 14px', fontSize: 22 }}>
        <code>{secret?.initialPassword}</code>
      </p>
      <Note shade="warn">{t.once}</Note>
    </Dialog>
  );
}
