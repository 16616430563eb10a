import { Button } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDay, formatDue, today } from '#shell/web/format.ts';
import { useGo, useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { readSetUp } from '../terms.contract.ts';
import { ElectionDialog, ShiftDialog } from './term-dialogs.tsx';
import { caseShades, headShades, severityShades, termShades, termWords } from './term-words.ts';
import css from './terms.module.css';

const m = messages({
  zh: {
    back: '设置与换届',
    found: '查出的情形',
    sound: '设置、任职和届期都没有问题。',
    soundWhy: '到换届前 6 个月会在待办里提醒。',
    pending: '正在办理的任职',
    pendingFrom: (day: string) => `任职日期 ${day}`,
    basis: (text: string) => `依据：${text}`,
    count: (n: number) => `${n} 人`,
    facts: '基本情况',
    members: '党员',
    full: '其中正式党员',
    head: '书记任职核对',
    since: (day: string) => `自 ${day}`,
    term: '届期',
    elected: '本届选举',
    ends: '届满',
    moved: (day: string, why: string) => `由 ${day} 调整，${why}`,
    earlier: '历届',
    noTerm: '还没有登记本届选举日期',
    enter: '登记换届选举',
    shift: '延期或提前',
    appoint: '任职',
    retained: '处室长责任包',
    retainedOf: (who: string) => `由${who}本人保留，进入其责任清单、日历和自主填报`,
    done: (n: number) => `完成 ${n}`,
    open: (n: number) => `待办 ${n}`,
    lateN: (n: number) => `逾期 ${n}`,
    training: '书记任职培训',
    trainBy: (day: string) => `${day}前完成`,
    trainedOn: (day: string) => `${day}完成`,
    untrained: '未完成',
    untrainedLate: '已逾期',
    trained: '已完成',
    case: '查看这件任职',
  },
  en: {
    back: 'Set-up and terms',
    found: 'Findings',
    sound: 'Set-up, posts and term are sound.',
    soundWhy: 'You are reminded six months before the term ends.',
    pending: 'Appointments on their way',
    pendingFrom: (day) => `from ${day}`,
    basis: (text) => `Basis: ${text}`,
    count: (n) => `${n}`,
    facts: 'Facts',
    members: 'Members',
    full: 'of them full',
    head: 'Is the secretary the head',
    since: (day) => `since ${day}`,
    term: 'Term',
    elected: 'Elected',
    ends: 'Ends',
    moved: (day, why) => `moved from ${day}: ${why}`,
    earlier: 'Earlier terms',
    noTerm: 'The last election has not been entered',
    enter: 'Enter an election',
    shift: 'Move the end',
    appoint: 'Appoint',
    retained: 'Duties retained by the head',
    retainedOf: (who) => `Kept by ${who}, in the own list, calendar and report`,
    done: (n) => `${n} done`,
    open: (n) => `${n} open`,
    lateN: (n) => `${n} late`,
    training: 'The secretary’s training',
    trainBy: (day) => `by ${day}`,
    trainedOn: (day) => `done on ${day}`,
    untrained: 'Open',
    untrainedLate: 'Late',
    trained: 'Done',
    case: 'See the appointment',
  },
});

type SetUp = ResponseOf<typeof readSetUp>;

/** One organisation: what was found first, then its term, its posts, and what the head keeps. */
export default function OrganisationSetUpPage() {
  const t = useMessages(m);
  const words = useMessages(termWords);
  const go = useGo();
  const id = useParam('id');
  const [dialog, setDialog] = useState<'election' | 'shift' | null>(null);
  const { data, error, refetch } = useCall(readSetUp, { params: { id } });
  const back = { to: '/set-up', label: t.back };
  if (!data) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={data.name}
      back={back}
      badge={data.head && <StateTag shade={headShades[data.head]}>{words.heads[data.head]}</StateTag>}
      actions={
        data.mayAppoint && (
          <Button type="primary" onClick={() => go(`/set-up/${id}/appoint`)}>
            {t.appoint}
          </Button>
        )
      }
    >
      <div className={css['column']}>
        <Findings data={data} />
        {data.pending.length > 0 && <Pending data={data} />}
        <Term data={data} onOpen={setDialog} />
        {data.retained && <Retained data={data.retained} />}
        <Posts data={data} />
      </div>
      {dialog === 'election' && <ElectionDialog id={id} onClose={() => setDialog(null)} />}
      {dialog === 'shift' && data.term && (
        <ShiftDialog term={data.term} months={data.shiftMonths} onClose={() => setDialog(null)} />
      )}
    </PageFrame>
  );
}

function Findings({ data }: { data: SetUp }) {
  const t = useMessages(m);
  const words = useMessages(termWords);
  const pick = useLabel();
  return (
    <Panel title={t.found}>
      {data.findings.length === 0 ? (
        <p>
          {t.sound} <span className={css['quiet']}>{t.soundWhy}</span>
        </p>
      ) : (
        <ul className={css['findings']}>
          {data.findings.map((finding) => (
            <li key={finding.code}>
              <header>
                <StateTag shade={severityShades[finding.severity]}>
                  {words.severities[finding.severity]}
                </StateTag>
                <strong>{pick(finding.title)}</strong>
                {finding.count !== null && <span className={css['quiet']}>{t.count(finding.count)}</span>}
                {finding.day && <span className={css['quiet']}>{formatDay(finding.day)}</span>}
              </header>
              <span>{pick(finding.next)}</span>
              <small className={css['quiet']}>{t.basis(finding.basis)}</small>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Pending({ data }: { data: SetUp }) {
  const t = useMessages(m);
  const words = useMessages(termWords);
  const pick = useLabel();
  return (
    <Panel title={t.pending}>
      <ul className={css['findings']}>
        {data.pending.map((each) => (
          <li key={each.id}>
            <header>
              <StateTag shade={caseShades[each.state]}>{words.pending[each.state]}</StateTag>
              <AppLink to={`/appointment-cases/${each.id}`}>{`${pick(each.title)} · ${each.person}`}</AppLink>
              <span className={css['quiet']}>{t.pendingFrom(formatDay(each.fromOn))}</span>
            </header>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Term({ data, onOpen }: { data: SetUp; onOpen: (dialog: 'election' | 'shift') => void }) {
  const t = useMessages(m);
  const words = useMessages(termWords);
  const { term } = data;
  if (data.kind === 'unit') return null;
  const earlier = data.terms.filter((each) => each.state === 'ended');
  return (
    <Panel
      title={t.term}
      actions={
        <div className={css['buttons']}>
          {term && data.mayShift && <Button onClick={() => onOpen('shift')}>{t.shift}</Button>}
          {data.mayEnter && (
            <Button
              type={term && term.state === 'running' ? 'default' : 'primary'}
              onClick={() => onOpen('election')}
            >
              {t.enter}
            </Button>
          )}
        </div>
      }
    >
      {term ? (
        <Facts
          items={[
            { label: t.elected, value: formatDay(term.electedOn) },
            {
              label: t.ends,
              value: (
                <>
                  {formatDay(term.dueOn)}{' '}
                  <StateTag shade={termShades[term.state]}>{words.terms[term.state]}</StateTag>{' '}
                  <span className={css['quiet']}>{formatDue(term.dueOn)}</span>
                  {term.movedReason && (
                    <p className={css['quiet']}>
                      {t.moved(
                        formatDay(term.regularOn),
                        `${term.movedReason}（${term.movedApproval ?? ''}）`,
                      )}
                    </p>
                  )}
                </>
              ),
            },
            earlier.length > 0 && {
              label: t.earlier,
              value: earlier
                .map((each) => `${each.electedOn.slice(0, 4)}–${each.endedOn?.slice(0, 4)}`)
                .join('、'),
            },
          ]}
        />
      ) : (
        <p className={css['quiet']}>{t.noTerm}</p>
      )}
    </Panel>
  );
}

function Retained({ data }: { data: NonNullable<SetUp['retained']> }) {
  const t = useMessages(m);
  const pick = useLabel();
  return (
    <Panel title={t.retained} note={t.retainedOf(data.person.name)}>
      <ul className={css['duties']}>
        {data.duties.map((duty) => (
          <li key={duty.code}>
            <header>
              <strong>{pick(duty.title)}</strong>
              {duty.done > 0 && <StateTag shade="good">{t.done(duty.done)}</StateTag>}
              {duty.open > 0 && <StateTag shade="info">{t.open(duty.open)}</StateTag>}
              {duty.late > 0 && <StateTag shade="bad">{t.lateN(duty.late)}</StateTag>}
            </header>
          </li>
        ))}
        {data.training && <TrainingLine training={data.training} />}
      </ul>
    </Panel>
  );
}

type Training = NonNullable<NonNullable<SetUp['retained']>['training']>;

function TrainingLine({ training }: { training: Training }) {
  const t = useMessages(m);
  const { dueOn, trainedOn, caseId } = training;
  const late = trainedOn === null && dueOn < today();
  return (
    <li>
      <header>
        <strong>{t.training}</strong>
        <StateTag shade={trainedOn ? 'good' : late ? 'bad' : 'warn'}>
          {trainedOn ? t.trained : late ? t.untrainedLate : t.untrained}
        </StateTag>
        <span className={css['quiet']}>
          {trainedOn ? t.trainedOn(formatDay(trainedOn)) : t.trainBy(formatDay(dueOn))}
        </span>
        <AppLink to={`/appointment-cases/${caseId}`}>{t.case}</AppLink>
      </header>
    </li>
  );
}

function Posts({ data }: { data: SetUp }) {
  const t = useMessages(m);
  const pick = useLabel();
  return (
    <Panel title={t.facts}>
      <Facts
        items={[
          { label: t.members, value: data.members },
          { label: t.full, value: data.fullMembers },
          ...data.holders.map((holder) => ({
            label: pick(holder.title),
            value: (
              <>
                {holder.person.name}{' '}
                <small className={css['quiet']}>{t.since(formatDay(holder.fromOn))}</small>
              </>
            ),
          })),
        ]}
      />
    </Panel>
  );
}
