import { Button } from 'antd';
import { addDays, weekday } from '#kernel/dates.ts';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDayShort, today } from '#shell/web/format.ts';
import { useGo, useQuery } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { StateTag } from '#shell/web/panel.tsx';
import { listPlans } from '../plans/plans.contract.ts';
import { planStates } from '../plans/plans.rules.ts';
import css from './meetings.module.css';
import { MeetingsNav } from './meetings-nav.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { planShades, planWords } from './plan-words.ts';
import { SeriesList } from './series-list.tsx';
import { useBody } from './use-body.tsx';

const m = messages({
  zh: {
    title: '会议安排',
    lead: '一年的会议按规律排好，遇节假日自动调整；到时候议程、轮流发言都已在记录表里。',
    year: '排一年的会议',
    record: '记录会议',
    when: '时间',
    what: '会议',
    who: '组织',
    where: '地点',
    state: '状态',
    coming: '待召开',
    empty: '还没有安排会议',
    emptyWhy: '点“排一年的会议”，选好类别和规律（如每月第一个周五），整年的会议一次排好，进入大家的日历。',
    emptyMember: '支部还没有发出会议通知。有想在会上谈的事，可以到“党员提议”提出。',
  },
  en: {
    title: 'Meetings',
    lead: 'A year is planned by a rule and moves over holidays by itself; agenda and speakers are in the form when the day comes.',
    year: 'Plan a year',
    record: 'Record a meeting',
    when: 'When',
    what: 'Meeting',
    who: 'Organisation',
    where: 'Where',
    state: 'State',
    coming: 'To come',
    empty: 'Nothing is planned yet',
    emptyWhy:
      'Press “Plan a year”, choose a kind and a rule (the first Friday of each month): the whole year stands in everybody’s calendar.',
    emptyMember: 'The branch has called no meeting yet. What you would like to discuss goes to “Motions”.',
  },
});

/** Meetings to come of a branch, and the rules that plan them. */
export default function MeetingsPage() {
  const t = useMessages(m);
  const words = useMessages(planWords);
  const go = useGo();
  const [query] = useQuery();
  const { orgId, keeps, field } = useBody({ all: true });
  const days = words.weekdays.split(',');
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      actions={
        keeps && (
          <>
            <Button onClick={() => go(`/meetings/new${orgId ? `?org=${orgId}` : ''}`)}>{t.record}</Button>
            {orgId !== '' && <PlanDialog orgId={orgId} topic={query['topic']} on={query['on']} />}
            <Button type="primary" onClick={() => go(`/meeting-series/new${orgId ? `?org=${orgId}` : ''}`)}>
              {t.year}
            </Button>
          </>
        )
      }
    >
      <MeetingsNav />
      {field}
      <DataTable
        name="meeting-plans"
        label={t.title}
        endpoint={listPlans}
        // What is past and held is found by its state; first comes what is to come.
        query={{
          ...(orgId ? { orgId } : {}),
          ...(query['state'] ? {} : { from: addDays(today(), -14) }),
        }}
        rowKey={(row) => row.id}
        rowTo={(row) => `/meeting-plans/${row.id}`}
        filters={[
          {
            key: 'state',
            label: t.state,
            kind: 'select',
            options: [
              { value: 'coming', label: t.coming },
              ...planStates.map((value) => ({ value, label: words.states[value] })),
            ],
          },
        ]}
        columns={[
          { key: 'what', title: t.what, render: (row) => row.title },
          {
            key: 'when',
            title: t.when,
            render: (row) => (
              <>
                {formatDayShort(row.onDay)} {days[weekday(row.onDay)]} {row.startsAt}
                {row.movedFrom && (
                  <small className={css['quiet']}>{words.moved(row.movedFrom, row.movedWhy)}</small>
                )}
                {!row.covered && <small className={css['quiet']}>{words.provisional}</small>}
              </>
            ),
          },
          {
            key: 'state',
            title: t.state,
            card: 'badge',
            render: (row) => <StateTag shade={planShades[row.state]}>{words.states[row.state]}</StateTag>,
          },
          { key: 'where', title: t.where, render: (row) => row.place || '—' },
          { key: 'who', title: t.who, optional: orgId !== '', render: (row) => row.org.name },
        ]}
        empty={<EmptyState title={t.empty}>{keeps ? t.emptyWhy : t.emptyMember}</EmptyState>}
      />
      {keeps && orgId !== '' && <SeriesList orgId={orgId} />}
    </PageFrame>
  );
}
