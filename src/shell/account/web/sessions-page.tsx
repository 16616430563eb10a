import { Button } from 'antd';
import { listSessions, revokeSession } from '#platform/auth/session.contract.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatInstant } from '#shell/web/format.ts';
import { Icon } from '#shell/web/icons.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import css from './sessions-page.module.css';

const m = messages({
  zh: {
    title: '登录设备',
    lead: '30 分钟不操作会退出登录，最长 12 小时。发现不认识的设备，请让它退出，并修改密码。',
    here: '本设备',
    opened: (at: string) => `登录于 ${at}`,
    seen: (at: string) => `最近使用 ${at}`,
    revoke: '退出登录',
    revokeOf: (device: string) => `让 ${device} 退出登录`,
    done: '该设备已退出登录。',
  },
  en: {
    title: 'Signed-in devices',
    lead: 'You are signed out after 30 minutes without use, and after 12 hours in any case. If you do not know a device, sign it out and change your password.',
    here: 'This device',
    opened: (at) => `signed in ${at}`,
    seen: (at) => `last used ${at}`,
    revoke: 'Sign out',
    revokeOf: (device) => `Sign out ${device}`,
    done: 'The device was signed out.',
  },
});

/** The devices on which one is signed in. */
export default function SessionsPage() {
  const t = useMessages(m);
  const sessions = useCall(listSessions, {});
  const revoke = useSend(revokeSession, { invalidates: [listSessions], onDone: () => notify(t.done) });
  return (
    <PageFrame title={t.title} lead={t.lead} narrow>
      {sessions.error && <ErrorSentence error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {revoke.error && <ErrorSentence error={revoke.error} />}
      <Panel flush>
        {sessions.isPending && <Skeleton lines={3} />}
        <ul>
          {sessions.data?.items.map((session) => (
            <li key={session.id} className={css['session']}>
              <Icon name="screen" size={22} />
              <div>
                <strong>{session.device}</strong>{' '}
                {session.current && <StateTag shade="good">{t.here}</StateTag>}
                <p>
                  {t.opened(formatInstant(session.createdAt))} · {t.seen(formatInstant(session.seenAt))}
                </p>
              </div>
              {!session.current && (
                <Button
                  aria-label={t.revokeOf(session.device)}
                  loading={revoke.pending}
                  onClick={() => void revoke.send({ params: { id: session.id } })}
                >
                  {t.revoke}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Panel>
    </PageFrame>
  );
}
