import type { Me } from '#platform/auth/session.contract.ts';
import { Dialog } from '#shell/web/dialog.tsx';
import { useGo } from '#shell/web/location.ts';
import { forgetReplies, resumeSession } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { SignInForm } from './sign-in-form.tsx';

const m = messages({
  zh: {
    title: '登录已过期',
    lead: '为了安全，一段时间不操作会退出登录。您填写的内容还在页面上，重新登录后可以接着办。',
  },
  en: {
    title: 'Your session has ended',
    lead: 'You are signed out after a while without use. What you typed is still on the page; sign in again and go on.',
  },
});

/** Signing in again over the page that is open, so that nothing typed is lost. Somebody else starts afresh. */
export default function SessionEnded({ me }: { me: Me }) {
  const t = useMessages(m);
  const go = useGo();
  const startAfresh = async () => {
    go('/', { unasked: true });
    await forgetReplies();
  };
  return (
    <Dialog open onClose={() => void startAfresh()} title={t.title} width={440}>
      <p style={{ marginBottom: 16 }}>{t.lead}</p>
      <SignInForm onSignedIn={(now) => (now.accountId === me.accountId ? resumeSession() : startAfresh())} />
    </Dialog>
  );
}
