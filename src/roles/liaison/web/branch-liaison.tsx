import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Figure, Figures, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { withColon } from '#shell/web/punctuation.ts';
import { type LiaisonView, readLiaison } from '../liaison.contract.ts';
import { ArrangementDialog } from './arrangement-dialog.tsx';
import css from './liaison.module.css';
import { LiaisonGraph } from './liaison-graph.tsx';
import { liaisonWords } from './liaison-words.ts';
import { OutsidersPanel } from './outsiders-panel.tsx';

const m = messages({
  zh: {
    title: '双联系',
    list: '双联系',
    lead: (uncovered: number) =>
      uncovered === 0 ? '每名党员都有联系人。' : `还有 ${uncovered} 名党员没有联系人。`,
    first: '第一次分配',
    again: '重新分配',
    arrange: '分配时要照顾的',
    members: '党员',
    covered: '有联系人',
    most: '最多 / 最少',
    masses: '联系的非党员',
    picture: '谁联系谁',
    heads: '管到人头',
    headsNote: '联系、任务、谈话，一人一行',
    name: '姓名',
    keeper: '联系人',
    last: '最近联系',
    tasks: '今年任务（完成 / 在办）',
    talk: '今年谈话',
    outsiders: '非党员',
    away: '离岗',
    none: '无',
    nobodyYet: '支部还没有党员',
    teach: '党员名单导入后，这里会给出一份均衡的分配建议。',
    shows: {
      arrangement: '这里用来安排谁联系谁；什么时候联系过，只有本人和支部书记看得到。',
      pairs:
        '这里只显示谁联系谁；什么时候联系过，只有本人和支部书记看得到；联系了哪些非党员，安排联系的组织委员也看得到。',
    },
  },
  en: {
    title: 'Liaison',
    list: 'Liaison',
    lead: (uncovered) =>
      uncovered === 0
        ? 'Every member has somebody who keeps contact.'
        : uncovered === 1
          ? 'One member has nobody who keeps contact.'
          : `${uncovered} members have nobody who keeps contact.`,
    first: 'Assign for the first time',
    again: 'Assign again',
    arrange: 'What to respect',
    members: 'Members',
    covered: 'have a contact',
    most: 'Most / fewest',
    masses: 'Outside the Party',
    picture: 'Who keeps contact with whom',
    heads: 'Down to each member',
    headsNote: 'contact, tasks and talks, a line each',
    name: 'Name',
    keeper: 'Contact',
    last: 'Last in touch',
    tasks: 'Tasks this year (done / open)',
    talk: 'Talk this year',
    outsiders: 'Outside the Party',
    away: 'away',
    none: 'none',
    nobodyYet: 'The branch has no members yet',
    teach: 'Once members are imported, a balanced assignment is proposed here.',
    shows: {
      arrangement: 'Here the pairs are arranged. When two were in touch, only they and their secretary see.',
      pairs:
        'Only who is paired with whom is shown here. When two were in touch, only they and their secretary see; with whom outside the Party, also the commissioner who arranges the pairs.',
    },
  },
});

/** One branch: what is missing first, the picture, and each member in a line. */
export function BranchLiaison({ id, back }: { id: string; back: boolean }) {
  const t = useMessages(m);
  const go = useGo();
  const [arranging, setArranging] = useState(false);
  const { data: view, error, refetch } = useCall(readLiaison, { params: { id } });
  if (!view) return <PendingPage title={t.title} error={error} onRetry={refetch} />;
  const arranges = view.shows !== 'pairs';
  const counts = view.loads.map((load) => load.count);
  return (
    <PageFrame
      title={withColon(t.title, view.orgName)}
      lead={t.lead(view.uncovered)}
      back={back ? { to: '/liaison', label: t.list } : undefined}
      actions={
        arranges && (
          <>
            <Button onClick={() => setArranging(true)}>{t.arrange}</Button>
            <Button
              type={view.uncovered > 0 ? 'primary' : 'default'}
              onClick={() => go(`/liaison/${id}/assign`)}
            >
              {view.settledOn === null ? t.first : t.again}
            </Button>
          </>
        )
      }
    >
      {view.members.length === 0 ? (
        <Panel>
          <EmptyState title={t.nobodyYet}>{t.teach}</EmptyState>
        </Panel>
      ) : (
        <>
          <Figures>
            <Figure
              label={t.covered}
              value={`${view.members.length - view.uncovered} / ${view.members.length}`}
            />
            <Figure
              label={t.most}
              value={counts.length > 0 ? `${Math.max(...counts)} / ${Math.min(...counts)}` : '—'}
            />
            <Figure label={t.masses} value={view.outsiderCount} />
          </Figures>
          {view.shows !== 'all' && <Note>{t.shows[view.shows]}</Note>}
          <Panel title={t.picture}>
            <LiaisonGraph view={view} />
          </Panel>
          <Panel title={t.heads} note={view.shows === 'all' ? t.headsNote : undefined} flush>
            <Heads view={view} />
          </Panel>
          {arranges && <OutsidersPanel view={view} />}
        </>
      )}
      {arranging && <ArrangementDialog view={view} onClose={() => setArranging(false)} />}
    </PageFrame>
  );
}

/** Each member in a line: the picture's twin in words, and what 支部管到人头 looks at. */
function Heads({ view }: { view: LiaisonView }) {
  const t = useMessages(m);
  const words = useMessages(liaisonWords);
  const whole = view.shows === 'all';
  return (
    <table className={css['grid']}>
      <thead>
        <tr>
          <th scope="col">{t.name}</th>
          <th scope="col">{t.keeper}</th>
          {whole && (
            <>
              <th scope="col">{t.last}</th>
              <th scope="col">{t.tasks}</th>
              <th scope="col">{t.talk}</th>
            </>
          )}
          <th scope="col" className={css['number']}>
            {t.outsiders}
          </th>
        </tr>
      </thead>
      <tbody>
        {view.members.map((head) => (
          <tr key={head.personId}>
            <th scope="row">
              {head.name} {head.part && <span className="z-quiet">{words.part[head.part]}</span>}{' '}
              {head.away && <StateTag shade="warn">{t.away}</StateTag>}
            </th>
            <td data-label={t.keeper} className={head.keeperId ? undefined : css['gap']}>
              {head.keeperName ?? words.nobody}
            </td>
            {whole && (
              <>
                <td data-label={t.last}>{head.lastOn ? formatDayShort(head.lastOn) : words.never}</td>
                <td data-label={t.tasks} className={css['whole']}>
                  {head.tasksDone} / {head.tasksOpen}
                </td>
                <td data-label={t.talk}>{head.lastTalkOn ? formatDayShort(head.lastTalkOn) : t.none}</td>
              </>
            )}
            <td data-label={t.outsiders} className={css['number']}>
              {head.outsiders}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
