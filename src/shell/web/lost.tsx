import { Button } from 'antd';
import { AppLink } from './app-link.tsx';
import { EmptyState } from './empty-state.tsx';
import { sentenceOf } from './error-sentence.tsx';
import { messages, useMessages } from './messages.ts';
import { PageFrame } from './page-frame.tsx';

const m = messages({
  zh: {
    lost: '没有这个页面',
    lostText: '地址可能有误，或内容已移到别处。可以从左侧导航或 Ctrl K 搜索进入。',
    home: '回到首页',
    denied: '您的角色不能打开此页',
    deniedText: '如确有需要，请联系安全管理员，说明您的任职和要办的事。',
    broken: '页面没有打开',
    reload: '重新载入',
  },
  en: {
    lost: 'There is no such page',
    lostText: 'The address may be wrong, or the page has moved. Use the navigation, or Ctrl K to search.',
    home: 'Go to the home page',
    denied: 'Your role does not open this page',
    deniedText: 'If you need it, tell the security administrator your post and what you have to do.',
    broken: 'The page did not open',
    reload: 'Load again',
  },
});

/** An address that is no page. */
export function NotFoundPage() {
  const t = useMessages(m);
  return (
    <PageFrame title={t.lost} narrow>
      <EmptyState title={t.lost} action={<AppLink to="/">{t.home}</AppLink>}>
        {t.lostText}
      </EmptyState>
    </PageFrame>
  );
}

/** A page that the roles held do not open. */
export function DeniedPage() {
  const t = useMessages(m);
  return (
    <PageFrame title={t.denied} narrow>
      <EmptyState title={t.denied} action={<AppLink to="/">{t.home}</AppLink>}>
        {t.deniedText}
      </EmptyState>
    </PageFrame>
  );
}

/** A page whose code failed or did not arrive (after an upgrade the old files are gone: loading again helps). */
export function PageError({ error }: { error: unknown }) {
  const t = useMessages(m);
  return (
    <PageFrame title={t.broken} narrow>
      <EmptyState
        title={t.broken}
        action={
          <Button type="primary" onClick={() => location.reload()}>
            {t.reload}
          </Button>
        }
      >
        {sentenceOf(error)}
      </EmptyState>
    </PageFrame>
  );
}
