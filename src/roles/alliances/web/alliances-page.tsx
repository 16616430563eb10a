import { Button } from 'antd';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Figure, Figures, Panel, StateTag } from '#shell/web/panel.tsx';
import { checkAlliances, listAlliances, type SignalView } from '../alliances.contract.ts';
import { allianceStates } from '../alliances.rules.ts';
import { allianceWords, stateShades, useFaultText, useSignalText } from './alliance-words.ts';
import css from './alliances.module.css';
import { useAllianceNames } from './use-modes.ts';

const m = messages({
  zh: {
    title: '联建',
    lead: '联建、联合体、结对、联合党支部都登记在这里：为什么这样联、谁承担什么、到哪天为止、联出了什么。',
    begin: '发起联建',
    chains: '看链群',
    name: '名称',
    mode: '模式',
    state: '状态',
    running: '运行中的（含修订）',
    leader: '牵头',
    parties: '成员',
    until: '终止（复核）',
    last: '最近活动',
    signs: '提醒',
    never: '还没有',
    words: '名称',
    empty: '还没有联建',
    emptyWhy: '先回答七个问题，判定表会说明适合哪一种模式、需要哪些要件，也会说明什么时候不必挂牌。',
    check: '需要处理的',
    checkNote: '按批准、要件、活动、承担和受益逐项核对',
    runs: '运行中',
    sound: '没有问题',
    fine: '运行中的联建要件齐全，都有活动，也没有一家包办或单边受益。',
    missing: (n: number) => `要件缺 ${n} 处：`,
    more: '运行中的联建较多，只核对了其中一部分。',
  },
  en: {
    title: 'Alliances',
    lead: 'Alliances, unions, pairs and joint branches: why in this form, who undertakes what, until when, and what came of it.',
    begin: 'Begin an alliance',
    chains: 'Chains',
    name: 'Name',
    mode: 'Mode',
    state: 'State',
    running: 'Running (with revisions)',
    leader: 'Lead',
    parties: 'Parties',
    until: 'Until',
    last: 'Last activity',
    signs: 'Signs',
    never: 'none yet',
    words: 'Name',
    empty: 'No alliances yet',
    emptyWhy:
      'Answer seven questions: the table says which mode fits, what it asks for, and when no plate is needed at all.',
    check: 'To be put right',
    checkNote: 'approval, elements, activity, who carries and who gains, one by one',
    runs: 'Running',
    sound: 'Sound',
    fine: 'All running alliances have their elements and activities, and none is carried by one or serves one side.',
    missing: (n) => `${n} elements missing: `,
    more: 'There are many running alliances; only some were checked.',
  },
});

/** The registry: first what has to be put right, then all alliances, the next to end first. */
export default function AlliancesPage() {
  const t = useMessages(m);
  const words = useMessages(allianceWords);
  const names = useAllianceNames();
  const go = useGo();
  const mayBegin = useHolds('clerk', 'officer', 'secretary');
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <Button onClick={() => go('/alliance-chains')}>{t.chains}</Button>
          {mayBegin && (
            <Button type="primary" onClick={() => go('/alliances/new')}>
              {t.begin}
            </Button>
          )}
        </>
      }
    >
      <Check />
      <DataTable
        name="alliances"
        label={t.title}
        endpoint={listAlliances}
        rowKey={(row) => row.id}
        rowTo={(row) => `/alliances/${row.id}`}
        filters={[
          {
            key: 'state',
            label: t.state,
            kind: 'select',
            options: [
              { value: 'running', label: t.running },
              ...allianceStates.map((value) => ({ value, label: words.states[value] })),
            ],
          },
          {
            key: 'mode',
            label: t.mode,
            kind: 'select',
            options: (names.content?.modes ?? []).map((mode) => ({
              value: mode.id,
              label: names.pick(mode.title),
            })),
          },
          { key: 'q', label: t.words, kind: 'text' },
        ]}
        columns={[
          { key: 'name', title: t.name, render: (row) => row.name },
          {
            key: 'state',
            title: t.state,
            card: 'badge',
            render: (row) => <StateTag shade={stateShades[row.state]}>{words.states[row.state]}</StateTag>,
          },
          { key: 'mode', title: t.mode, render: (row) => names.mode(row.mode) },
          { key: 'lead', title: t.leader, render: (row) => row.leadName },
          { key: 'parties', title: t.parties, align: 'right', render: (row) => row.parties },
          { key: 'until', title: t.until, render: (row) => formatDayShort(row.sunsetOn) },
          {
            key: 'last',
            title: t.last,
            optional: true,
            render: (row) => (row.lastActivityOn ? formatDayShort(row.lastActivityOn) : t.never),
          },
          { key: 'signs', title: t.signs, render: (row) => <Signals signals={row.signals} /> },
        ]}
        empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
      />
    </PageFrame>
  );
}

function Signals({ signals }: { signals: readonly SignalView[] }) {
  const textOf = useSignalText();
  if (signals.length === 0) return '—';
  return (
    <ul className={css['signals']}>
      {signals.map((signal) => (
        <li key={signal.code} data-mild={signal.code === 'ending' || undefined}>
          {textOf(signal)}
        </li>
      ))}
    </ul>
  );
}

/** The check of everything that runs. */
function Check() {
  const t = useMessages(m);
  const words = useMessages(allianceWords);
  const names = useAllianceNames();
  const faultText = useFaultText();
  const { data, error, refetch } = useCall(checkAlliances, {}, { keep: true });
  if (error) return <ErrorSentence error={error} onRetry={() => void refetch()} />;
  if (!data || data.running === 0) return null;
  return (
    <Panel title={t.check} note={t.checkNote}>
      <div className={css['column']}>
        <Figures>
          <Figure label={t.runs} value={data.running} />
          <Figure label={t.sound} value={data.sound} />
          {(['zombie', 'one-carries-all', 'one-side-only', 'expired', 'form'] as const)
            .filter((code) => (data.counts[code] ?? 0) > 0)
            .map((code) => (
              <Figure key={code} label={words.signalNames[code]} value={data.counts[code] ?? 0} />
            ))}
        </Figures>
        {data.items.length === 0 ? (
          <p>{t.fine}</p>
        ) : (
          <ul className={css['troubles']}>
            {data.items.slice(0, 8).map((item) => (
              <li key={item.id}>
                <div className={css['rowHead']}>
                  <AppLink to={`/alliances/${item.id}`}>{item.name}</AppLink>
                  <span className={css['quiet']}>
                    {names.mode(item.mode)} · {item.leadName}
                  </span>
                </div>
                {item.signals.length > 0 && <Signals signals={item.signals} />}
                {item.faults.length > 0 && (
                  <p className={css['quiet']}>
                    {t.missing(item.faults.length)}
                    {item.faults
                      .slice(0, 3)
                      .map((fault) => faultText(fault, []))
                      .join(' ')}
                  </p>
                )}
              </li>
            ))}
          </ul>
        )}
        {data.more && <p className={css['quiet']}>{t.more}</p>}
      </div>
    </Panel>
  );
}
