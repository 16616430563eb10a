import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDay, formatDue, formatInstant } from '#shell/web/format.ts';
import { Icon } from '#shell/web/icons.tsx';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Bar, Facts, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { ledgerWords, stateShades } from '../../web/ledger-words.ts';
import { type DriveView, readDrive } from '../drives.contract.ts';
import { DriveSteps } from './drive-steps.tsx';
import { driveShades, driveWords } from './drive-words.ts';
import css from './drives.module.css';

const m = messages({
  zh: {
    back: '专项整顿',
    facts: '基本情况',
    reason: '为什么提请',
    scope: '范围',
    org: '组织',
    noLead: '还没有牵头人',
    proposed: '提请日期',
    started: '启动日期',
    closed: '结束日期',
    exit: '退出条件',
    exitNote: '全部达到才能提请验收',
    met: '已达到',
    unmet: '未达到',
    bySystem: '由系统按台账判断',
    stated: (day: string, text: string) => `${day} 写明：${text}`,
    problems: '范围内的问题',
    owner: (who: string) => `责任人 ${who}`,
    next: '现在可以做什么',
    history: '经过',
    until: (day: string) => `至 ${day}`,
  },
  en: {
    back: 'Special drives',
    facts: 'Facts',
    reason: 'Why it was proposed',
    scope: 'Scope',
    org: 'Organisation',
    noLead: 'no lead yet',
    proposed: 'Proposed',
    started: 'Started',
    closed: 'Closed',
    exit: 'Exit criteria',
    exitNote: 'all of them before it can be submitted',
    met: 'met',
    unmet: 'not met',
    bySystem: 'judged by the ledger itself',
    stated: (day, text) => `${day}: ${text}`,
    problems: 'Problems in its scope',
    owner: (who) => `owner ${who}`,
    next: 'What can be done now',
    history: 'History',
    until: (day) => `until ${day}`,
  },
});

/** One drive: its scope, lead, end and exit criteria, the problems in it, and what happened. */
export default function DrivePage() {
  const t = useMessages(m);
  const words = useMessages(driveWords);
  const id = useParam('id');
  const { data, error, refetch } = useCall(readDrive, { params: { id } });
  const back = { to: '/ledger/drives', label: t.back };
  if (error || !data) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={data.title}
      back={back}
      badge={<StateTag shade={driveShades[data.state]}>{words.states[data.state]}</StateTag>}
    >
      <div className={css['column']}>
        <DriveFacts drive={data} />
        {data.actions.length > 0 && (
          <Panel title={t.next}>
            <DriveSteps drive={data} />
          </Panel>
        )}
        <Criteria drive={data} />
        <Problems drive={data} />
        <History drive={data} />
      </div>
    </PageFrame>
  );
}

function DriveFacts({ drive }: { drive: DriveView }) {
  const t = useMessages(m);
  const words = useMessages(driveWords);
  const pick = useLabel();
  const runs = drive.state === 'running' || drive.state === 'review';
  return (
    <Panel title={t.facts}>
      <Facts
        items={[
          { label: words.lead, value: drive.leadName ?? t.noLead },
          {
            label: words.ends,
            value: `${formatDay(drive.endsOn)}${runs ? ` · ${formatDue(drive.endsOn)}` : ''}`,
          },
          { label: t.org, value: drive.orgName },
          { label: t.reason, value: pick(drive.reason) },
          { label: t.proposed, value: formatDay(drive.proposedOn) },
          drive.startedOn !== null && { label: t.started, value: formatDay(drive.startedOn) },
          drive.closedOn !== null && { label: t.closed, value: formatDay(drive.closedOn) },
          drive.scope !== '' && { label: t.scope, value: drive.scope, wide: true },
        ]}
      />
    </Panel>
  );
}

function Criteria({ drive }: { drive: DriveView }) {
  const t = useMessages(m);
  const pick = useLabel();
  return (
    <Panel title={t.exit} note={t.exitNote}>
      <ul className={css['criteria']}>
        {drive.criteria.map((each) => (
          <li key={each.id}>
            <span className={each.met ? css['met'] : css['unmet']}>
              <Icon name={each.met ? 'check' : 'clock'} />
            </span>
            <span>
              {pick(each.title)} <span className="z-hidden">{each.met ? t.met : t.unmet}</span>
              <br />
              <small className={css['quiet']}>
                {each.kind !== 'stated'
                  ? t.bySystem
                  : each.metOn !== null
                    ? t.stated(formatDay(each.metOn), each.evidence)
                    : t.unmet}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Problems({ drive }: { drive: DriveView }) {
  const t = useMessages(m);
  const words = useMessages(driveWords);
  const ledger = useMessages(ledgerWords);
  return (
    <Panel title={t.problems}>
      <div className={css['column']}>
        <Bar
          value={drive.problems - drive.unsolved}
          max={drive.problems}
          label={t.problems}
          shade="good"
          text={words.solved(drive.problems - drive.unsolved, drive.problems)}
        />
        <ul className={css['lines']}>
          {drive.inScope.map((each) => (
            <li key={each.id}>
              <AppLink to={`/ledger/${each.id}`}>{each.title}</AppLink>
              <StateTag shade={stateShades[each.state]}>{ledger.states[each.state]}</StateTag>
              <small className={css['quiet']}>
                {each.orgName} · {t.owner(each.ownerName)} ·{' '}
                <span className={css['day']}>{formatDay(each.dueOn)}</span>
                {each.reports + each.reopened > 1 && ` · ${ledger.again(each.reports + each.reopened)}`}
              </small>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function History({ drive }: { drive: DriveView }) {
  const t = useMessages(m);
  const words = useMessages(driveWords);
  return (
    <Panel title={t.history}>
      <ol className={css['timeline']}>
        {drive.events.map((event) => (
          <li key={event.id} className={css['event']}>
            <strong>{words.actions[event.action]}</strong>{' '}
            <small className={css['quiet']}>
              {event.who} <span className={css['day']}>{formatInstant(event.at)}</span>{' '}
              {event.endsOn && <span className={css['day']}>{t.until(formatDay(event.endsOn))}</span>}
            </small>
            {event.note && <p>{event.note}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
