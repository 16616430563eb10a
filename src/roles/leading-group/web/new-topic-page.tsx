import { useCall, useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { proposeTopic, readLeadingGroup } from '../leading-group.contract.ts';
import { useGroup } from './leading-nav.tsx';
import { leadingWords } from './leading-words.ts';
import { emptyTopic, TopicForm } from './topic-form.tsx';

const m = messages({
  zh: {
    title: '提出议题',
    lead: '写清楚为什么、依据什么、请党组决定什么。由党组书记确定是否上会。',
    send: '提交党组书记',
    sent: '已提交党组书记',
  },
  en: {
    title: 'Propose a topic',
    lead: 'Say why, on what basis, and what the group is asked to decide. The secretary admits it.',
    send: 'Send to the secretary',
    sent: 'Sent to the secretary',
  },
});

/** The form by which the organ committee proposes a topic. */
export default function NewTopicPage() {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const go = useGo();
  const { id } = useGroup();
  const {
    data,
    error: unread,
    refetch,
  } = useCall(readLeadingGroup, { params: { id: id ?? '' } }, { enabled: id !== null });
  const { send, pending, error } = useSend(proposeTopic, {
    onDone: (reply) => {
      notify(t.sent);
      go(`/leading-group/topics/${reply.id}`, { replace: true });
    },
  });
  return (
    <PageFrame title={t.title} lead={t.lead} back={{ to: '/leading-group', label: words.room }} narrow>
      <Panel>
        {data ? (
          <TopicForm
            terms={data.terms}
            first={emptyTopic}
            known={[]}
            button={t.send}
            pending={pending}
            error={error}
            onSend={(body) => void send({ params: { id: data.id }, body })}
          />
        ) : unread ? (
          <ErrorSentence error={unread} onRetry={() => void refetch()} />
        ) : (
          <Skeleton />
        )}
      </Panel>
    </PageFrame>
  );
}
