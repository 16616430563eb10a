import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { type RoundView, readRound } from '../rounds.contract.ts';
import { GuidancePanel } from './guidance-panel.tsx';
import { PrecheckPanel } from './precheck-panel.tsx';
import { RoundActions } from './round-actions.tsx';
import { roundWords, stateShades } from './round-words.ts';
import css from './rounds.module.css';

const m = messages({
  zh: {
    back: '民主测评',
    toTally: '已截止，选票清单已固定。请提醒任意两位保管人在“密钥保管”页面参与计票。',
    mode: '保密方式',
    scheme: '考核方案',
    holder: '组织者',
    closes: '截止日期',
    closed: '实际截止',
    ratees: '被评组织',
    floor: '每个合计至少',
    ballots: (n: number) => `${n} 票`,
    manifest: '条款指纹',
    board: '选票清单指纹',
    groups: '评议主体',
    group: '主体',
    weight: '权重',
    source: '评议人来自',
    asked: '应评',
    answered: '已评（区间）',
    links: '生成链接',
    none: '少于 5',
    trustees: '密钥保管人',
    keyed: '公钥已交',
    keyless: '等待公钥',
    decrypted: '已解密',
    waiting: '等待解密',
    turnout: '为不泄露谁已评谁未评，只显示区间；任何人都看不到名单。',
  },
  en: {
    back: 'Rounds',
    toTally:
      'Closed, and the list of ballots is fixed. Ask any two trustees to take part in the tally on their page.',
    mode: 'Secrecy',
    scheme: 'Scheme',
    holder: 'Held by',
    closes: 'Closing day',
    closed: 'Closed on',
    ratees: 'Organisations',
    floor: 'Each sum at least',
    ballots: (n) => `${n} ballots`,
    manifest: 'Fingerprint of the terms',
    board: 'Fingerprint of the ballots',
    groups: 'Groups of raters',
    group: 'Group',
    weight: 'Weight',
    source: 'Raters are',
    asked: 'Asked',
    answered: 'Answered (range)',
    links: 'Make links',
    none: 'fewer than 5',
    trustees: 'Trustees',
    keyed: 'Key posted',
    keyless: 'Waiting for key',
    decrypted: 'Decrypted',
    waiting: 'To decrypt',
    turnout: 'Only ranges are shown, so that nobody learns who has answered. There is no list for anybody.',
  },
});

/** One round: where it stands, what comes next, and what it is made of. */
export default function RoundPage() {
  const t = useMessages(m);
  const words = useMessages(roundWords);
  const id = useParam('id');
  const { data: round, error, refetch } = useCall(readRound, { params: { id } });
  const beforeOpening = round?.state === 'draft' || round?.state === 'keys';
  return (
    <PageFrame
      title={round?.title ?? words.loading}
      back={{ to: '/rounds', label: t.back }}
      badge={round && <StateTag shade={stateShades[round.state]}>{words.states[round.state]}</StateTag>}
      actions={round && <RoundActions round={round} />}
    >
      {error && <ErrorSentence error={error} onRetry={() => void refetch()} />}
      {!round && !error && <Skeleton />}
      {round && (
        <>
          <Steps round={round} />
          {round.state === 'closed' && <Note>{t.toTally}</Note>}
          {beforeOpening && <PrecheckPanel round={round} />}
          <Terms round={round} />
          <Groups round={round} />
          {round.groups.some((group) => group.raters.length > 0) && <GuidancePanel round={round} />}
          {round.trustees.length > 0 && <Trustees round={round} />}
          {round.manifestHash && <PrecheckPanel round={round} />}
        </>
      )}
    </PageFrame>
  );
}

function Steps({ round }: { round: RoundView }) {
  const words = useMessages(roundWords);
  if (round.state === 'cancelled') return null;
  const path = (['draft', 'keys', 'open', 'closed', 'tallied'] as const).filter(
    (state) => round.mode === 'sealed' || (state !== 'keys' && state !== 'closed'),
  );
  const now = path.indexOf((round.state === 'purged' ? 'tallied' : round.state) as (typeof path)[number]);
  return (
    <ol className={css['steps']}>
      {path.map((state, at) => (
        <li
          key={state}
          className={`${css['step']} ${at < now ? css['stepDone'] : at === now ? css['stepNow'] : ''}`}
          aria-current={at === now ? 'step' : undefined}
        >
          {at + 1}. {words.states[state]}
        </li>
      ))}
    </ol>
  );
}

function Terms({ round }: { round: RoundView }) {
  const t = useMessages(m);
  const words = useMessages(roundWords);
  const label = useLabel();
  return (
    <Panel>
      <Facts
        items={[
          { label: t.mode, value: <span>{words.modes[round.mode]}</span> },
          { label: t.scheme, value: label(round.schemeTitle) },
          { label: t.holder, value: round.orgName },
          { label: t.closes, value: formatDay(round.closesOn) },
          round.closedOn ? { label: t.closed, value: formatDay(round.closedOn) } : null,
          { label: t.ratees, value: round.ratees },
          round.mode === 'sealed' ? { label: t.floor, value: t.ballots(round.floor) } : null,
          round.manifestHash
            ? {
                label: t.manifest,
                value: <span className={css['hash']}>{round.manifestHash}</span>,
                wide: true,
              }
            : null,
          round.boardHash
            ? { label: t.board, value: <span className={css['hash']}>{round.boardHash}</span>, wide: true }
            : null,
        ]}
      />
    </Panel>
  );
}

function Groups({ round }: { round: RoundView }) {
  const t = useMessages(m);
  const words = useMessages(roundWords);
  const label = useLabel();
  return (
    <Panel title={t.groups} note={round.state === 'open' ? t.turnout : undefined} flush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={css['scroll']} aria-label={t.groups} tabIndex={0}>
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">{t.group}</th>
              <th scope="col">{t.weight}</th>
              <th scope="col">{t.source}</th>
              <th scope="col" className={css['figure']}>
                {t.asked}
              </th>
              <th scope="col" className={css['figure']}>
                {t.answered}
              </th>
              {round.state === 'open' && <td />}
            </tr>
          </thead>
          <tbody>
            {round.groups.map((group) => (
              <tr key={group.code}>
                <td>{label(group.title)}</td>
                <td>{group.weight / 100}%</td>
                <td>
                  {words.sources[group.source]}
                  {group.raters.length > 0 && (
                    <span className="z-quiet"> · {words.people(group.raters.length)}</span>
                  )}
                </td>
                <td className={css['figure']}>{group.asked ?? '—'}</td>
                <td className={css['figure']}>
                  {group.answered === null
                    ? '—'
                    : group.answered.atLeast === 0
                      ? t.none
                      : words.band(group.answered.atLeast, group.answered.atMost)}
                </td>
                {round.state === 'open' && (
                  <td className={css['figure']}>
                    <AppLink to={`/rounds/${round.id}/links/${group.code}`}>{t.links}</AppLink>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

function Trustees({ round }: { round: RoundView }) {
  const t = useMessages(m);
  const after = round.state === 'closed' || round.state === 'tallied' || round.state === 'purged';
  return (
    <Panel title={t.trustees} flush>
      <ul className={css['rows']}>
        {round.trustees.map((trustee) => {
          const done = after ? trustee.hasDecrypted : trustee.hasKey;
          return (
            <li key={trustee.seat}>
              <span>
                <strong>{trustee.title}</strong> {trustee.name}
              </span>
              {!(after && !done && round.state !== 'closed') && (
                <StateTag shade={done ? 'good' : 'warn'}>
                  {after ? (done ? t.decrypted : t.waiting) : done ? t.keyed : t.keyless}
                </StateTag>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
