import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { sentenceOfCode } from '#shell/web/error-sentence.tsx';
import { useParam } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { freezeRoster, type RoundView, readRound, settleRound, tellMembers } from '../rounds.contract.ts';
import { CasesTable } from './cases-table.tsx';
import css from './conduct.module.css';
import { conductWords, roundShade } from './conduct-words.ts';
import { RoundExports } from './exports.tsx';
import { CommitPanel, RevealPanel } from './nonce-panels.tsx';
import { VerifyPanel } from './verify-panel.tsx';

const m = messages({
  zh: {
    title: (unit: string, year: number) => `${unit} ${year} 年责任考评`,
    list: '责任考评',
    stages: '走到哪一步',
    evaluate: '待支部评价',
    check: '待抽考核对',
    review: '待审核',
    approve: '待党组审定',
    tell: '待告知本人',
    answer: '待本人表态',
    object: '有异议',
    settled: '已办结',
    next: '下一步',
    freeze: '冻结名册',
    freezeText: '冻结后不再接收新的评价，名册的摘要写入审计记录。之后由上级揭示随机数、抽取。',
    tellNow: '告知本人',
    tellText: (days: number) => `把党组审定的结果告知本人。本人可以在 ${days} 个工作日内提出异议。`,
    settle: '办结',
    settleText: '办结告知期已满、没有异议的考评，计入年终考核。全部办结后，这一年只能查看。',
    approveNow: '去审定',
    reviewNow: '逐人审核：等您审核的在“责任考评”页',
    done: '已办理',
    branches: '各支部',
    branch: '党支部',
    members: '党员',
    pending: '待评价',
    top: '优秀 / 上限',
    people: '逐人',
  },
  en: {
    title: (unit, year) => `${unit}: appraisal of ${year}`,
    list: 'Appraisal of duties',
    stages: 'How far it is',
    evaluate: 'to be evaluated',
    check: 'to be checked',
    review: 'to be reviewed',
    approve: 'to be approved',
    tell: 'to be told',
    answer: 'wait for the member',
    object: 'objected',
    settled: 'settled',
    next: 'Next',
    freeze: 'Freeze the roster',
    freezeText:
      'No new evaluation is taken afterwards, and the roster’s digest goes into the audit chain. Then the body above reveals its nonce, and the draw is made.',
    tellNow: 'Tell the members',
    tellText: (days) => `Members are told what was approved; they may object within ${days} working days.`,
    settle: 'Settle',
    settleText:
      'Settles those whose days have passed without an objection; they count in the year’s assessment. Once all are settled, the year can only be read.',
    approveNow: 'Approve',
    reviewNow: 'Review one by one: those that wait for you are on the page “Appraisal of duties”',
    done: 'Done',
    branches: 'Branches',
    branch: 'Branch',
    members: 'Members',
    pending: 'to be evaluated',
    top: 'Excellent / at most',
    people: 'Member by member',
  },
});

/** A unit's year: what is next, how far it is, the draw, and the members. */
export default function RoundPage() {
  const t = useMessages(m);
  const words = useMessages(conductWords);
  const id = useParam('id');
  const seesPeople = useHolds('officer', 'clerk');
  const { data: round, error, refetch } = useCall(readRound, { params: { id } });
  if (!round) return <PendingPage title={t.list} error={error} onRetry={refetch} />;
  const has = (action: RoundView['actions'][number]['action']) =>
    round.actions.some((each) => each.action === action);
  return (
    <PageFrame
      title={t.title(round.orgName, round.year)}
      back={{ to: '/conduct', label: t.list }}
      actions={<RoundExports id={id} forms={round.exports} />}
      badge={<StateTag shade={roundShade[round.state]}>{words.rounds[round.state]}</StateTag>}
    >
      <Stages round={round} />
      <NextSteps round={round} />
      {(has('commit') || has('recommit')) && <CommitPanel round={round} />}
      {has('draw') && <RevealPanel round={round} />}
      {round.drawnAt !== null && <VerifyPanel id={id} />}
      <Branches round={round} />
      {seesPeople && (
        <Panel title={t.people} flush>
          <CasesTable name="conduct-round" roundId={id} grades={round.terms.grades} />
        </Panel>
      )}
    </PageFrame>
  );
}

/** The stages from left to right, each with how many stand there. */
function Stages({ round }: { round: RoundView }) {
  const t = useMessages(m);
  const { counts } = round;
  const stages = [
    { name: t.evaluate, count: (counts.pending ?? 0) + (counts.returned ?? 0) },
    { name: t.check, count: round.unchecked },
    { name: t.review, count: (counts.evaluated ?? 0) - round.unchecked + (counts.checked ?? 0) },
    { name: t.approve, count: counts.reviewed ?? 0 },
    { name: t.tell, count: counts.approved ?? 0 },
    { name: t.answer, count: counts.told ?? 0 },
    ...((counts.objected ?? 0) > 0 ? [{ name: t.object, count: counts.objected ?? 0 }] : []),
    { name: t.settled, count: counts.settled ?? 0 },
  ];
  return (
    <ol className={css['stages']} aria-label={t.stages}>
      {stages.map((stage, at) => (
        <li
          key={stage.name}
          className={`${css['stage']} ${
            at === stages.length - 1
              ? stage.count > 0
                ? css['done']
                : ''
              : stage.count > 0
                ? css['here']
                : ''
          }`}
        >
          <b>{stage.count}</b>
          <small>{stage.name}</small>
        </li>
      ))}
    </ol>
  );
}

function NextSteps({ round }: { round: RoundView }) {
  const t = useMessages(m);
  const freeze = useSend(freezeRoster, { onDone: () => notify(t.done) });
  const tell = useSend(tellMembers, { onDone: () => notify(t.done) });
  const settle = useSend(settleRound, { onDone: () => notify(t.done) });
  const at = { params: { id: round.id }, ifMatch: round.version, body: {} };
  const steps = {
    freeze: { ...freeze, label: t.freeze, text: t.freezeText },
    tell: { ...tell, label: t.tellNow, text: t.tellText(round.terms.noticeWorkdays) },
    settle: { ...settle, label: t.settle, text: t.settleText },
  };
  const shown = round.actions.flatMap(({ action, reason }) =>
    action === 'freeze' || action === 'tell' || action === 'settle'
      ? [{ action, reason, ...steps[action] }]
      : [],
  );
  const has = (wanted: string) => round.actions.some(({ action }) => action === wanted);
  const approves = has('approve');
  if (shown.length === 0 && !approves) return null;
  return (
    <Panel title={t.next}>
      <ul className={css['list']}>
        {approves && (
          <li>
            <AppLink to={`/conduct/${round.id}/approve`}>{t.approveNow}</AppLink>
          </li>
        )}
        {has('review') && (
          <li>
            <AppLink to="/conduct">{t.reviewNow}</AppLink>
          </li>
        )}
        {shown.map((step) => (
          <li key={step.action} className={css['line']}>
            <ConfirmButton
              main={step.reason === null}
              disabled={step.reason !== null}
              label={step.label}
              title={step.label}
              pending={step.pending}
              error={step.error}
              onConfirm={() => step.send(at)}
            >
              {step.text}
            </ConfirmButton>
            <span className="z-quiet">{step.reason ? sentenceOfCode(step.reason) : step.text}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Branches({ round }: { round: RoundView }) {
  const t = useMessages(m);
  return (
    <Panel title={t.branches} flush>
      <table className={css['grid']}>
        <thead>
          <tr>
            <th scope="col">{t.branch}</th>
            <th scope="col" className={css['number']}>
              {t.members}
            </th>
            <th scope="col" className={css['number']}>
              {t.pending}
            </th>
            <th scope="col" className={css['number']}>
              {t.top}
            </th>
          </tr>
        </thead>
        <tbody>
          {round.branches.map((branch) => (
            <tr key={branch.orgId}>
              <th scope="row">{branch.orgName}</th>
              <td className={css['number']}>{branch.members}</td>
              <td className={css['number']}>{branch.pending}</td>
              <td className={css['number']}>
                {branch.top} / {branch.topQuota}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
