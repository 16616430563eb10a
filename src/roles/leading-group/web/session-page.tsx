import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDay } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { inARow } from '#shell/web/punctuation.ts';
import { readSession } from '../leading-group.contract.ts';
import { DecisionList } from './decision-list.tsx';
import { FeedbackList } from './feedback-list.tsx';
import css from './leading.module.css';
import { handShades, leadingWords } from './leading-words.ts';

const m = messages({
  zh: {
    title: (day: string) => `${day}党组会议`,
    facts: '会议',
    group: '党组',
    chair: '主持',
    present: '到会',
    absent: '缺席',
    record: '会议记录',
    open: '打开会议记录',
    decisions: '议定事项',
    heard: '当时听取的上次决定落实情况',
    heardNote: '按会议记录那天的状态保存',
  },
  en: {
    title: (day) => `Session of ${day}`,
    facts: 'The session',
    group: 'Leading group',
    chair: 'Chair',
    present: 'Present',
    absent: 'Absent',
    record: 'Minutes',
    open: 'Open the record',
    decisions: 'What was decided',
    heard: 'What was heard of earlier decisions',
    heardNote: 'as it stood when it was recorded',
  },
});

/** One session of a leading group on Party building. */
export default function SessionPage() {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const id = useParam('id');
  const { data, error, refetch } = useCall(readSession, { params: { id } });
  const back = { to: '/leading-group', label: words.room };
  if (!data) return <PendingPage title={words.room} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={t.title(formatDay(data.onDay))}
      back={back}
      badge={<StateTag shade={handShades[data.hand]}>{words.hands[data.hand]}</StateTag>}
    >
      <div className={css['column']}>
        <Panel title={t.decisions}>
          <DecisionList items={data.decisions} />
        </Panel>
        {data.feedback.length > 0 && (
          <Panel title={t.heard} note={t.heardNote}>
            <FeedbackList items={data.feedback} />
          </Panel>
        )}
        <Panel title={t.facts}>
          <Facts
            items={[
              { label: t.group, value: data.group.name },
              { label: t.chair, value: data.chair },
              { label: t.present, value: inARow(data.present), wide: true },
              data.absent.length > 0 && { label: t.absent, value: inARow(data.absent), wide: true },
              { label: t.record, value: <AppLink to={`/records/${data.recordId}`}>{t.open}</AppLink> },
            ]}
          />
        </Panel>
      </div>
    </PageFrame>
  );
}
