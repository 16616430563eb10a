import { Button } from 'antd';
import { readRules } from '#shell/rules/rules.contract.ts';
import { useCall } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Icon } from '#shell/web/icons.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { RulesText } from './rules-text.tsx';

const m = messages({
  zh: {
    title: '规则与说明',
    lead: '收集什么、为什么、怎么计分、您有什么权利。',
    print: '打印',
  },
  en: {
    title: 'Rules',
    lead: 'What is kept and why, how scores come about, and your rights.',
    print: 'Print',
  },
});

/** The rules page: readable by anybody, before signing in. */
export default function RulesPage() {
  const t = useMessages(m);
  const rules = useCall(readRules, {}, { staleTime: 600_000 });
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      narrow
      actions={
        <Button icon={<Icon name="print" size={16} />} onClick={() => print()}>
          {t.print}
        </Button>
      }
    >
      {rules.isPending && <Skeleton />}
      {rules.error && <ErrorSentence error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.data && <RulesText rules={rules.data} />}
    </PageFrame>
  );
}
