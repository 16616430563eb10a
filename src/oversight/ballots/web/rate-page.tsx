import { useEffect, useState } from 'react';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { PublicFrame } from '#shell/web/public-frame.tsx';
import { RatingPaper } from './rating-paper.tsx';

const m = messages({
  zh: {
    title: '评议',
    none: '链接不完整',
    noneWhy: '请用组织者发给您的完整链接，或扫描链接单上的二维码打开。',
  },
  en: {
    title: 'Rate',
    none: 'The link is not complete',
    noneWhy: 'Open the whole link you were given, or scan the code on the sheet.',
  },
});

// the part after # never reaches a server: not in an access log, not in a Referer
const tokenOf = (hash: string) => (hash.includes('.') ? hash.slice(1) : null);

/** The page a link opens: for raters without an account, on a phone first. */
export default function RatePage() {
  const t = useMessages(m);
  const [token, setToken] = useState(() => tokenOf(location.hash));
  useEffect(() => {
    // another link opened in the same tab changes only the fragment
    const changed = () => setToken((before) => tokenOf(location.hash) ?? before);
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return (
    <PublicFrame>
      <PageFrame title={t.title} narrow>
        {token ? (
          <RatingPaper key={token} token={token} />
        ) : (
          <EmptyState title={t.none}>{t.noneWhy}</EmptyState>
        )}
      </PageFrame>
    </PublicFrame>
  );
}
