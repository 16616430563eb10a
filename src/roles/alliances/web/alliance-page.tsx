import { Button } from 'antd';
import { useState } from 'react';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDay, formatInstant } from '#shell/web/format.ts';
import { useGo, useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { inARow, withColon } from '#shell/web/punctuation.ts';
import type { AllianceView, PartyView } from '../alliances.contract.ts';
import { canEdit } from '../alliances.rules.ts';
import { AllianceFrame } from './alliance-frame.tsx';
import { AllianceSteps } from './alliance-steps.tsx';
import { allianceWords, consentShades, useFaultText, useSignalText } from './alliance-words.ts';
import css from './alliances.module.css';
import { ConsentDialog } from './consent-dialog.tsx';
import { FoundingPanel } from './founding-panel.tsx';
import { Rows } from './rows.tsx';
import { useAllianceNames } from './use-modes.ts';

const m = messages({
  zh: {
    invited: (who: string) => `${who} 受邀参加，请看过下面的协议后答复。`,
    reconsent: (who: string) => `协议改过了，${who} 需要重新确认。`,
    answer: '答复',
    missing: (n: number) => `要件还缺 ${n} 处`,
    missingNote: '补齐之后才能报批',
    unsound: (n: number) => `形式不规范 ${n} 处`,
    signs: '运行提醒',
    next: '现在可以做什么',
    edit: '修改协议',
    lists: '去列清单',
    agreement: '协议',
    purpose: '要办成什么事',
    council: '联席会议',
    ending: '怎样终止',
    term: '期限',
    terms: (from: string, until: string) => `${from} 至 ${until}`,
    why: '为什么用这种模式',
    table: (rule: string, why: string) => `判定表 ${rule}：${why}`,
    differs: (why: string) => `未按判定表的建议，理由：${why}`,
    approved: '批准',
    approvedBy: (who: string, day: string) => `${day}，${who}`,
    notYet: '还没有批准',
    ended: '终止',
    chain: '所在链群',
    parties: '成员',
    partiesNote: '承担：主办的活动和办成的项目；受益：得到的活动和解决的需求',
    who: '成员',
    duty: '承担什么',
    person: '负责人',
    served: '服务对象',
    state: '是否同意',
    did: '承担',
    got: '受益',
    leader: '牵头',
    history: '经过',
    historyNote: '只增不改',
  },
  en: {
    invited: (who) => `${who} is invited. Read the agreement below and answer.`,
    reconsent: (who) => `The agreement has changed; ${who} is asked again.`,
    answer: 'Answer',
    missing: (n) => `${n} elements are missing`,
    missingNote: 'it can be handed in once they are there',
    unsound: (n) => `${n} faults of form`,
    signs: 'Signs',
    next: 'What can be done now',
    edit: 'Edit the agreement',
    lists: 'Fill the lists',
    agreement: 'Agreement',
    purpose: 'What is to be achieved',
    council: 'Council',
    ending: 'How it ends',
    term: 'Term',
    terms: (from, until) => `${from} to ${until}`,
    why: 'Why in this mode',
    table: (rule, why) => `Rule ${rule}: ${why}`,
    differs: (why) => `Not as the table advises, because: ${why}`,
    approved: 'Approved',
    approvedBy: (who, day) => `${day}, ${who}`,
    notYet: 'not yet',
    ended: 'Ended',
    chain: 'Chain',
    parties: 'Parties',
    partiesNote: 'did: activities hosted and projects done; gained: activities that served it and needs met',
    who: 'Party',
    duty: 'Undertakes',
    person: 'Answers for it',
    served: 'Serves',
    state: 'Consent',
    did: 'Did',
    got: 'Gained',
    leader: 'lead',
    history: 'History',
    historyNote: 'only added to',
  },
});

/** One alliance: what is asked of the reader, what is missing, the agreement with its parties, and what happened. */
export default function AlliancePage() {
  return <AllianceFrame id={useParam('id')}>{(alliance) => <Agreement alliance={alliance} />}</AllianceFrame>;
}

function Agreement({ alliance }: { alliance: AllianceView }) {
  const t = useMessages(m);
  const go = useGo();
  const faultText = useFaultText();
  const signalText = useSignalText();
  const listless = alliance.faults.some((fault) =>
    ['no-need', 'no-resource', 'no-project'].includes(fault.code),
  );
  return (
    <div className={css['column']}>
      <Invitations alliance={alliance} />
      {alliance.signals.length > 0 && (
        <Panel title={t.signs}>
          <ul className={css['signals']}>
            {alliance.signals.map((signal) => (
              <li key={signal.code} data-mild={signal.code === 'ending' || undefined}>
                {signalText(signal)}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {alliance.faults.length > 0 && (
        <Panel
          title={(canEdit(alliance.state) ? t.missing : t.unsound)(alliance.faults.length)}
          note={canEdit(alliance.state) ? t.missingNote : undefined}
        >
          <ul className={css['faults']}>
            {alliance.faults.map((fault) => (
              <li key={`${fault.code}${fault.partyId ?? ''}`}>{faultText(fault, alliance.parties)}</li>
            ))}
          </ul>
          {listless && (
            <p>
              <AppLink to={`/alliances/${alliance.id}/work`}>{t.lists}</AppLink>
            </p>
          )}
        </Panel>
      )}
      <FoundingPanel alliance={alliance} />
      {alliance.steps.length > 0 && (
        <Panel
          title={t.next}
          actions={
            alliance.mayEdit && <Button onClick={() => go(`/alliances/${alliance.id}/edit`)}>{t.edit}</Button>
          }
        >
          <AllianceSteps alliance={alliance} />
        </Panel>
      )}
      <TextPanel alliance={alliance} />
      <PartiesPanel alliance={alliance} />
      <HistoryPanel alliance={alliance} />
    </div>
  );
}

/** What is asked of the parties that the reader acts for. */
function Invitations({ alliance }: { alliance: AllianceView }) {
  const t = useMessages(m);
  const [answering, setAnswering] = useState<PartyView | null>(null);
  const open = alliance.state === 'draft' || alliance.state === 'revising';
  const asked = open
    ? alliance.parties.filter((party) => party.mine && ['none', 'stale'].includes(party.consent))
    : [];
  if (asked.length === 0) return null;
  return (
    <>
      {asked.slice(0, 5).map((party) => (
        <Note key={party.id} shade="warn">
          <div className={css['buttons']}>
            <span>{party.consent === 'stale' ? t.reconsent(party.name) : t.invited(party.name)}</span>
            <Button
              type="primary"
              aria-label={`${t.answer} ${party.name}`}
              onClick={() => setAnswering(party)}
            >
              {t.answer}
            </Button>
          </div>
        </Note>
      ))}
      {answering && (
        <ConsentDialog alliance={alliance} party={answering} onClose={() => setAnswering(null)} />
      )}
    </>
  );
}

function TextPanel({ alliance }: { alliance: AllianceView }) {
  const t = useMessages(m);
  const pick = useLabel();
  return (
    <Panel title={t.agreement}>
      <Facts
        items={[
          { label: t.purpose, value: alliance.purpose || '—', wide: true },
          { label: t.term, value: t.terms(formatDay(alliance.fromOn), formatDay(alliance.sunsetOn)) },
          {
            label: t.approved,
            value: alliance.approvedOn
              ? t.approvedBy(alliance.approvedBy ?? '', formatDay(alliance.approvedOn))
              : t.notYet,
          },
          alliance.endedOn !== null && { label: t.ended, value: formatDay(alliance.endedOn) },
          alliance.chain !== null && {
            label: t.chain,
            value: <AppLink to={`/alliance-chains/${alliance.chain.id}`}>{alliance.chain.name}</AppLink>,
          },
          alliance.council !== '' && { label: t.council, value: alliance.council, wide: true },
          alliance.ending !== '' && { label: t.ending, value: alliance.ending, wide: true },
          {
            label: t.why,
            wide: true,
            value: (
              <>
                <p>{t.table(alliance.rule, pick(alliance.why))}</p>
                {alliance.differsBecause !== '' && <p>{t.differs(alliance.differsBecause)}</p>}
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function PartiesPanel({ alliance }: { alliance: AllianceView }) {
  const t = useMessages(m);
  const words = useMessages(allianceWords);
  const names = useAllianceNames();
  return (
    <Panel title={t.parties} note={t.partiesNote}>
      <Rows
        label={t.parties}
        columns={[
          { title: t.who },
          { title: t.duty },
          { title: t.person },
          { title: t.state },
          { title: t.did, number: true },
          { title: t.got, number: true },
        ]}
        lines={alliance.parties.map((party) => ({
          key: party.id,
          cells: [
            <PartyName key="who" party={party} />,
            <>
              {party.duty || '—'}
              {party.served.length > 0 && (
                <div className={css['quiet']}>
                  {withColon(t.served, inARow(party.served.map(names.served)))}
                </div>
              )}
            </>,
            party.personName ?? '—',
            <StateTag key="state" shade={consentShades[party.consent]}>
              {words.consent[party.consent]}
            </StateTag>,
            party.carried,
            party.gained,
          ],
        }))}
      />
    </Panel>
  );
}

function PartyName({ party }: { party: PartyView }) {
  const t = useMessages(m);
  return (
    <>
      {party.name} {party.lead && <StateTag shade="brand">{t.leader}</StateTag>}
      {(party.unitName || party.document) && (
        <div className={css['quiet']}>{party.unitName ?? party.document}</div>
      )}
    </>
  );
}

function HistoryPanel({ alliance }: { alliance: AllianceView }) {
  const t = useMessages(m);
  const words = useMessages(allianceWords);
  const nameOf = (action: string) =>
    action in words.events ? words.events[action as keyof typeof words.events] : action;
  return (
    <Panel title={t.history} note={t.historyNote}>
      <ol className={css['timeline']}>
        {alliance.events.map((event) => (
          <li key={event.id}>
            <header>
              <strong>{nameOf(event.action)}</strong>
              <span>
                {event.partyName ? `${event.partyName} · ` : ''}
                {event.who}
              </span>
              <time dateTime={event.at}>{formatInstant(event.at)}</time>
            </header>
            {event.note && <p>{event.note}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
