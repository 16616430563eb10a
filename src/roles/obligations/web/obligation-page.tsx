import { Button } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { englishFor } from '#shell/web/error-sentence.tsx';
import { TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatDay } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { StrengthMark } from '../../duties/web/marks.tsx';
import { excuseObligation, readObligation, restoreObligation } from '../obligations.contract.ts';
import { MakeUp } from './make-up.tsx';
import css from './obligation-page.module.css';
import { DueDay, ObligationState, useProgress } from './obligation-state.tsx';

const m = messages({
  zh: {
    title: '到期事项',
    back: '到期事项',
    what: '要求',
    text: '内容',
    standard: '标准',
    result: '结果',
    span: (from: string, to: string) => `${from}至${to}`,
    due: '到期',
    person: '责任人',
    progress: '进度',
    lateSince: (day: string) => `自${day}起逾期。补办只增加记录，不抹去逾期。`,
    howText: '记录下列任意一种工作，系统自动对应，不需要在这里填报。',
    named: '须在记录中勾选本项责任',
    records: '已对应的记录',
    noRecords: '还没有对应的记录。',
    madeUp: '补办',
    excused: (by: string, reason: string) => `${by}说明理由：${reason}`,
    excuse: '说明理由',
    excuseTitle: '说明这一次不开展的理由',
    excuseText: '“一般”要求可以说明理由，不计为未完成；上级看得到理由，理由不成立的可以恢复。',
    reason: '理由',
    restore: '恢复为应尽事项',
    done: '已保存。',
    reminded: '谁会在何时被提醒',
    remindedOn: (name: string, days: string) => `${name}：${days}。办结即停。`,
    ifOpen: (day: string) => `${day}（仍未完成时）`,
  },
  en: {
    title: 'Obligation',
    back: 'What is due',
    what: 'What is asked for',
    text: 'Duty',
    standard: 'Standard',
    result: 'Result',
    span: (from, to) => `${from} to ${to}`,
    due: 'Due',
    person: 'Who answers',
    progress: 'Progress',
    lateSince: (day) => `Overdue since ${day}. Making up adds a record; it does not erase the lateness.`,
    howText: 'Record any of these and the system links it by itself. There is nothing to fill in here.',
    named: 'the record must name this duty',
    records: 'Records that met it',
    noRecords: 'No record has met it yet.',
    madeUp: 'made up',
    excused: (by, reason) => `${by} gave a reason: ${reason}`,
    excuse: 'Give a reason',
    excuseTitle: 'Why it is not done this time',
    excuseText:
      'What is only generally asked for can be excused and then does not count as missed. The superior sees the reason and can take it back.',
    reason: 'Reason',
    restore: 'Ask for it again',
    done: 'Saved.',
    reminded: 'Who will be reminded when',
    remindedOn: (name, days) => `${name}: ${days}. It stops when this is done.`,
    ifOpen: (day) => `${day} (if still open)`,
  },
});

englishFor({
  'obligations/hard':
    'This is an absolute demand; no reason can replace it. Make it up, or have the list changed.',
  'obligations/not-after': 'That record lies within the period and is linked by itself.',
  'obligations/wrong-record': 'That record is of another kind, organisation or person. Choose the right one.',
  'obligations/counts-elsewhere':
    'That record counts for another period already. One meeting does not count for two.',
  'obligations/not-in-this-state': 'This cannot be done in its present state. Reload the page.',
});

type Detail = ResponseOf<typeof readObligation>;

/** One obligation: what is asked for, what has met it, and what may be said about it. */
export default function ObligationPage() {
  const t = useMessages(m);
  const label = useLabel();
  const progress = useProgress();
  const id = useParam('id');
  const { data, error, refetch } = useCall(readObligation, { params: { id } });
  const back = { to: '/obligations', label: t.back };
  if (!data) return <PendingPage title={t.title} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={label(data.title)}
      back={back}
      badge={
        <>
          <ObligationState of={data} /> <StrengthMark strength={data.strength} />
        </>
      }
      lead={`${data.org.name} · ${t.span(formatDay(data.periodFrom), formatDay(data.periodTo))}`}
      actions={<Actions of={data} />}
      narrow
    >
      {data.firstLateOn && (data.metOn === null || data.metOn > data.dueOn) && (
        <Note shade="warn">{t.lateSince(formatDay(data.firstLateOn))}</Note>
      )}
      {data.excuse && <Note>{t.excused(data.excuse.by, data.excuse.reason)}</Note>}
      <Panel title={t.what}>
        <Facts
          items={[
            { label: t.due, value: <DueDay of={data} /> },
            { label: t.person, value: data.person.name },
            { label: t.progress, value: progress(data) },
            { label: t.text, value: data.text, wide: true },
            { label: t.standard, value: data.standard, wide: true },
            { label: t.result, value: data.result, wide: true },
            data.reminders.length > 0 && {
              label: t.reminded,
              value: t.remindedOn(
                data.person.name,
                data.reminders
                  .map((each) => (each.overdue ? t.ifOpen(formatDay(each.on)) : formatDay(each.on)))
                  .join('、'),
              ),
              wide: true,
            },
          ]}
        />
      </Panel>
      <Panel title={t.records}>
        {data.records.length === 0 ? (
          <>
            <p>{t.noRecords}</p>
            <p className="z-quiet">{t.howText}</p>
            <p className={css['kinds']}>
              {data.kinds.map((kind) => (
                <span key={kind.id}>
                  <StateTag>{label(kind.title)}</StateTag>{' '}
                  {kind.named && <span className="z-quiet">{t.named}</span>}
                </span>
              ))}
            </p>
          </>
        ) : (
          <ul className={css['records']}>
            {data.records.map((record) => (
              <li key={record.id}>
                <AppLink to={`/records/${record.id}`}>{record.title}</AppLink>
                <span className="z-quiet">{formatDay(record.occurredOn)}</span>
                {record.madeUp && <StateTag shade="warn">{t.madeUp}</StateTag>}
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </PageFrame>
  );
}

function Actions({ of }: { of: Detail }) {
  const t = useMessages(m);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const done = () => {
    notify(t.done);
    setOpen(false);
  };
  const excuse = useSend(excuseObligation, { onDone: done });
  const restore = useSend(restoreObligation, { onDone: done });
  const params = { id: of.id };
  return (
    <>
      {of.actions.includes('make-up') && <MakeUp of={of} />}
      {of.actions.includes('excuse') && <Button onClick={() => setOpen(true)}>{t.excuse}</Button>}
      {of.actions.includes('restore') && (
        <Button loading={restore.pending} onClick={() => void restore.send({ params, ifMatch: of.version })}>
          {t.restore}
        </Button>
      )}
      {open && (
        <FormDialog
          onClose={() => setOpen(false)}
          title={t.excuseTitle}
          width={460}
          confirm={t.excuse}
          disabled={reason.trim() === ''}
          pending={excuse.pending}
          error={excuse.error}
          onConfirm={() => excuse.send({ params, body: { reason: reason.trim() }, ifMatch: of.version })}
        >
          <p>{t.excuseText}</p>
          <TextAreaField
            label={t.reason}
            rows={2}
            maxLength={200}
            required
            value={reason}
            onChange={setReason}
          />
        </FormDialog>
      )}
    </>
  );
}
