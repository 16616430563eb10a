import { Button } from 'antd';
import type { ReactNode } from 'react';
import { acknowledgeRules, readMyAcknowledgement, readRules } from '#shell/rules/rules.contract.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { PublicFrame } from '#shell/web/public-frame.tsx';
import { Waiting } from '#shell/web/waiting.tsx';
import { RulesText } from './rules-text.tsx';

const m = messages({
  zh: {
    title: '请先阅知规则与说明',
    lead: '规则是新的，或有了新版本。阅知是让您知道，不等于同意；之后随时可以在个人菜单里再看。',
    read: '我已阅知，进入系统',
  },
  en: {
    title: 'Please read the rules first',
    lead: 'The rules are new, or there is a new version. This is notice, not consent; you find them again in your menu at any time.',
    read: 'I have read them, continue',
  },
});

/** Shows a new version of the rules once, before anything else. What cannot be asked does not bar the way. */
export default function RulesGate({ children }: { children: ReactNode }) {
  const mine = useCall(readMyAcknowledgement, {}, { staleTime: 600_000 });
  if (mine.isPending) return <Waiting />;
  if (mine.error || mine.data.acknowledgedAt) return children;
  return (
    <PublicFrame links={false}>
      <Notice />
    </PublicFrame>
  );
}

function Notice() {
  const t = useMessages(m);
  const rules = useCall(readRules, {}, { staleTime: 600_000 });
  const read = useSend(acknowledgeRules);
  return (
    <PageFrame title={t.title} lead={t.lead} narrow>
      {rules.error && <ErrorSentence error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.data && (
        <>
          <RulesText rules={rules.data} />
          {read.error && <ErrorSentence error={read.error} />}
          <div>
            <Button
              type="primary"
              size="large"
              loading={read.pending}
              onClick={() => void read.send({ body: { version: rules.data.version, hash: rules.data.hash } })}
            >
              {t.read}
            </Button>
          </div>
        </>
      )}
    </PageFrame>
  );
}
