import type { ReactNode } from 'react';
import { listKnownEntries } from '#oversight/results/scores.contract.ts';
import type { Me } from '#platform/auth/session.contract.ts';
import { readToDo } from '#roles/agenda/agenda.contract.ts';
import { listMyDuties } from '#roles/duties/duties.contract.ts';
import { readMyChain } from '#shell/my-chain/my-chain.contract.ts';
import { mayCallWith } from '#shell/web/access.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDayShort, formatDue } from '#shell/web/format.ts';
import { Icon, type IconName } from '#shell/web/icons.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { allPages } from '#shell/web/page-list.ts';
import { Bar } from '#shell/web/panel.tsx';
import css from './my-chain.module.css';

const m = messages({
  zh: {
    title: '责任链',
    duties: '我负责什么',
    dutiesUnit: '项责任',
    noDuties: '还没有责任落到您名下。责任清单发布后会按职务自动对应到人。',
    late: (n: number) => `逾期 ${n} 项`,
    due: '什么要到期',
    dueUnit: '项在一周内',
    overdue: (n: number) => `另有 ${n} 项已逾期`,
    noOverdue: '没有逾期',
    calendar: '看日历',
    did: '我做了什么',
    didUnit: '项已尽',
    didOf: (year: number, due: number, met: number) => `${year} 年至今应尽 ${due} 项，已尽 ${met} 项`,
    noRecords: '您参加的会议和工作，支部记录后会出现在这里，不用另外填。',
    judged: '评得怎么样',
    noScores: '考核结果反馈给您所在组织后，会出现在这里，可以逐层点开看由来。',
    noScore: '未评分',
    all: '全部',
  },
  en: {
    title: 'The chain',
    duties: 'What I answer for',
    dutiesUnit: 'duties',
    noDuties: 'No duty is yours yet. When duty lists are issued they bind to people by their posts.',
    late: (n) => `${n} overdue`,
    due: 'What is due',
    dueUnit: 'within a week',
    overdue: (n) => `${n} more are overdue`,
    noOverdue: 'nothing overdue',
    calendar: 'Calendar',
    did: 'What I did',
    didUnit: 'done',
    didOf: (year, due, met) => `${year} so far: ${due} fell due, ${met} done`,
    noRecords:
      'Meetings and work that you took part in appear here once the branch has recorded them. There is nothing to fill in.',
    judged: 'How it was judged',
    noScores:
      'Results appear here when they are reported to your organisation; each opens down to where it comes from.',
    noScore: 'no score',
    all: 'All',
  },
});

/** The four links of one's own responsibility, joined. */
export function Chain({ me }: { me: Me }) {
  const t = useMessages(m);
  return (
    <section aria-label={t.title}>
      <ol className={css['chain']}>
        {mayCallWith(me, listMyDuties) && <DutiesLink />}
        <DueLink />
        {me.personId && <DidLink />}
        {mayCallWith(me, listKnownEntries) && <JudgedLink />}
      </ol>
    </section>
  );
}

type LinkProps = {
  icon: IconName;
  title: string;
  figure?: ReactNode;
  unit?: string;
  to?: string;
  children: ReactNode;
};

function ChainLink({ icon, title, figure, unit, to, children }: LinkProps) {
  const t = useMessages(m);
  return (
    <li className={css['link']}>
      <span className={css['node']}>
        <Icon name={icon} size={20} />
      </span>
      <div className={css['station']}>
        <header>
          <h2>{title}</h2>
          {to && hasPage(to) && (
            <AppLink to={to}>
              {t.all}
              <span className="z-hidden">：{title}</span>
            </AppLink>
          )}
        </header>
        {figure !== undefined && (
          <p className={css['figure']}>
            <span className="z-number">{figure}</span> {unit}
          </p>
        )}
        {children}
      </div>
    </li>
  );
}

function DutiesLink() {
  const t = useMessages(m);
  const label = useLabel();
  const { data } = useCall(listMyDuties, { query: { limit: 200 } });
  const duties = [...(data?.items ?? [])].sort(
    (a, b) => b.late - a.late || (a.nextDue ?? '9').localeCompare(b.nextDue ?? '9'),
  );
  return (
    <ChainLink
      icon="roles"
      title={t.duties}
      figure={data ? `${duties.length}${data.next ? '+' : ''}` : '…'}
      unit={t.dutiesUnit}
      to="/my-duties"
    >
      {data && duties.length === 0 && <p className={css['quiet']}>{t.noDuties}</p>}
      <ul className={css['lines']}>
        {duties.slice(0, 4).map((duty) => (
          <li key={duty.id + duty.org.id}>
            <span>{label(duty.title)}</span>
            <small className={duty.late > 0 ? css['bad'] : undefined}>
              {duty.late > 0 ? t.late(duty.late) : duty.nextDue ? formatDue(duty.nextDue) : ''}
            </small>
          </li>
        ))}
      </ul>
    </ChainLink>
  );
}

function DueLink() {
  const t = useMessages(m);
  const { data } = useCall(readToDo, {});
  const counts = data?.counts;
  const next = new Set(data?.next.map((item) => item.id));
  const rest = (data?.items ?? []).filter((item) => !next.has(item.id)).slice(0, 4);
  return (
    <ChainLink
      icon="clock"
      title={t.due}
      figure={counts ? counts.today + counts.soon : '…'}
      unit={t.dueUnit}
      to="/to-do"
    >
      {counts && (
        <p className={counts.overdue > 0 ? css['bad'] : css['quiet']}>
          {counts.overdue > 0 ? t.overdue(counts.overdue) : t.noOverdue}
        </p>
      )}
      <ul className={css['lines']}>
        {rest.map((item) => (
          <li key={item.kind + item.id}>
            <AppLink to={item.link}>{item.title}</AppLink>
            <small>{item.dueOn ? formatDue(item.dueOn) : ''}</small>
          </li>
        ))}
      </ul>
      {hasPage('/calendar') && (
        <p>
          <AppLink to="/calendar">{t.calendar}</AppLink>
        </p>
      )}
    </ChainLink>
  );
}

function DidLink() {
  const t = useMessages(m);
  const label = useLabel();
  const { data } = useCall(readMyChain, {});
  const owed = data?.owed;
  return (
    <ChainLink icon="check" title={t.did} figure={owed ? owed.met : '…'} unit={t.didUnit} to="/records">
      {owed && owed.due > 0 && (
        <>
          <Bar value={owed.met} max={owed.due} label={t.didOf(data.year, owed.due, owed.met)} />
          <p className={css['quiet']}>{t.didOf(data.year, owed.due, owed.met)}</p>
        </>
      )}
      {data && data.records.length === 0 && <p className={css['quiet']}>{t.noRecords}</p>}
      <ul className={css['lines']}>
        {data?.records.slice(0, 4).map((record) => (
          <li key={record.id}>
            <AppLink to={`/records/${record.id}`}>{record.title || label(record.kind)}</AppLink>
            <small>{formatDayShort(record.occurredOn)}</small>
          </li>
        ))}
      </ul>
    </ChainLink>
  );
}

function JudgedLink() {
  const t = useMessages(m);
  const label = useLabel();
  const { data } = useCall(listKnownEntries, { query: { limit: 4 } });
  const opens = hasPage('/scores/:id');
  return (
    <ChainLink icon="oversight" title={t.judged} to="/scores">
      {data && data.items.length === 0 && <p className={css['quiet']}>{t.noScores}</p>}
      <ul className={css['lines']}>
        {data?.items.map((entry) => (
          <li key={entry.scoreId}>
            {opens ? (
              <AppLink to={`/scores/${entry.scoreId}`}>{entry.orgName}</AppLink>
            ) : (
              <span>{entry.orgName}</span>
            )}
            <small>
              {entry.score === null ? t.noScore : (entry.score / 100).toFixed(2)}
              {entry.band ? ` · ${label(entry.band.title)}` : ''}
            </small>
            <em>{entry.title}</em>
          </li>
        ))}
      </ul>
    </ChainLink>
  );
}

/** Whether the page exists: a link leads somewhere or is not shown. */
function hasPage(path: string): boolean {
  return allPages().some((page) => page.path === path);
}
