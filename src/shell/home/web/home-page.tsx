import { useMe } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';

const m = messages({
  zh: { title: '我的责任链', hello: (name: string) => `${name}，您好` },
  en: { title: 'My chain', hello: (name) => `Hello, ${name}` },
});

export default function HomePage() {
  const t = useMessages(m);
  const me = useMe();
  return (
    <PageFrame title={t.title} lead={me ? t.hello(me.displayName) : undefined}>
      <div />
    </PageFrame>
  );
}
