import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { sentenceOfCode } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { readTopic, reviseTopic } from '../leading-group.contract.ts';
import { DecisionList } from './decision-list.tsx';
import { History } from './history.tsx';
import css from './leading.module.css';
import { leadingWords, topicShades } from './leading-words.ts';
import { TopicForm } from './topic-form.tsx';
import { TopicSteps } from './topic-steps.tsx';

const m = messages({
  zh: {
    next: '现在可以做什么',
    again: '修改后重新提出',
    send: '重新提交党组书记',
    group: '党组',
    kind: '种类',
    proposed: '提出',
    ask: '请党组决定什么',
    why: '为什么要议',
    basis: '依据',
    materials: '材料',
    records: '引用的记录',
    text: '议题内容',
    decided: '会上怎么定的',
    returned: (note: string) => `退回理由：${note}`,
    deferred: (note: string) => `缓议理由：${note}`,
  },
  en: {
    next: 'What can be done now',
    again: 'Mend it and propose again',
    send: 'Send to the secretary again',
    group: 'Leading group',
    kind: 'Kind',
    proposed: 'Proposed',
    ask: 'What it is asked to decide',
    why: 'Why',
    basis: 'Basis',
    materials: 'Materials',
    records: 'Records',
    text: 'The topic',
    decided: 'What was decided',
    returned: (note) => `Returned: ${note}`,
    deferred: (note) => `Deferred: ${note}`,
  },
});

/** One topic: what is to be done first, then what it asks, what was decided, and its course. */
export default function TopicPage() {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const label = useLabel();
  const id = useParam('id');
  const { data, error, refetch } = useCall(readTopic, { params: { id } });
  const revise = useSend(reviseTopic, { onDone: () => notify(words.done) });
  const back = { to: '/leading-group/topics', label: words.room };
  if (!data) return <PendingPage title={words.room} back={back} error={error} onRetry={refetch} />;
  const open = data.actions.filter((step) => step.reason === null).map((step) => step.action);
  const shut = data.actions.find((step) => step.reason !== null)?.reason;
  const kind = data.terms.topics.find((each) => each.id === data.kind);
  const { recordIds, ...text } = { ...data, recordIds: data.records.map((row) => row.id) };
  return (
    <PageFrame
      title={data.title}
      back={back}
      badge={<StateTag shade={topicShades[data.state]}>{words.topics[data.state]}</StateTag>}
    >
      <div className={css['column']}>
        {data.state === 'returned' && <Note shade="warn">{t.returned(data.note)}</Note>}
        {data.state === 'deferred' && <Note>{t.deferred(data.note)}</Note>}
        {data.actions.length > 0 && (
          <Panel title={t.next}>
            {open.some((step) => step !== 'resubmit') ? (
              <TopicSteps topic={data} steps={open} />
            ) : (
              shut && !open.length && <p className={css['quiet']}>{sentenceOfCode(shut)}</p>
            )}
          </Panel>
        )}
        <Panel title={t.text}>
          <Facts
            items={[
              { label: t.ask, value: <span className={css['text']}>{data.ask}</span>, wide: true },
              { label: t.why, value: <span className={css['text']}>{data.why}</span>, wide: true },
              data.basis !== '' && { label: t.basis, value: data.basis, wide: true },
              data.materials !== '' && {
                label: t.materials,
                value: <span className={css['text']}>{data.materials}</span>,
                wide: true,
              },
              data.records.length > 0 && {
                label: t.records,
                value: data.records.map((row) => (
                  <span key={row.id} className={css['head']}>
                    <AppLink to={`/records/${row.id}`}>{row.title}</AppLink>
                    <span className={css['quiet']}>{formatDay(row.onDay)}</span>
                  </span>
                )),
                wide: true,
              },
              { label: t.kind, value: kind ? label(kind.title) : data.kind },
              { label: t.group, value: data.group.name },
              { label: t.proposed, value: `${data.proposer} ${formatDay(data.proposedOn)}` },
            ]}
          />
        </Panel>
        {open.includes('resubmit') && (
          <Panel title={t.again}>
            <TopicForm
              terms={data.terms}
              first={{
                kind: text.kind,
                title: text.title,
                why: text.why,
                basis: text.basis,
                ask: text.ask,
                materials: text.materials,
                recordIds,
              }}
              known={data.records}
              button={t.send}
              pending={revise.pending}
              error={revise.error}
              onSend={(body) => void revise.send({ params: { id }, ifMatch: data.version, body })}
            />
          </Panel>
        )}
        {data.decisions.length > 0 && (
          <Panel title={t.decided}>
            <DecisionList items={data.decisions} />
          </Panel>
        )}
        <History events={data.events} />
      </div>
    </PageFrame>
  );
}
