import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDay, formatDue } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { inBrackets } from '#shell/web/punctuation.ts';
import { StepList } from '#shell/web/step-list.tsx';
import { readRisk } from '../risks.contract.ts';
import type { RiskAction } from '../risks.rules.ts';
import { HeatGrid } from './heat-grid.tsx';
import { History } from './history.tsx';
import css from './leading.module.css';
import { leadingWords, levelShades, riskShades } from './leading-words.ts';
import { RiskStepDialog, riskStepAbouts, riskStepWords } from './risk-step-dialog.tsx';

const m = messages({
  zh: {
    next: '现在可以做什么',
    risk: '这项风险',
    level: '等级',
    grade: (level: string, likelihood: number, impact: number) =>
      `${level}（可能性 ${likelihood} × 影响 ${impact}）`,
    area: '种类',
    owner: '责任人',
    review: '下次复核',
    overdue: '逾期未复核',
    measures: '防范措施',
    detail: '情况',
    group: '党组',
    opened: '登记日期',
    closed: '解除日期',
    asked: (who: string, why: string) => `${who} 提请解除：${why}。须由另一人确认。`,
    problem: '已列入问题台账',
    open: '打开台账',
    place: '在热力图上',
  },
  en: {
    next: 'What can be done now',
    risk: 'The risk',
    level: 'Level',
    grade: (level, likelihood, impact) => `${level} (likelihood ${likelihood} × impact ${impact})`,
    area: 'Kind',
    owner: 'Owner',
    review: 'Next review',
    overdue: 'review overdue',
    measures: 'Measures',
    detail: 'Details',
    group: 'Leading group',
    opened: 'Opened',
    closed: 'Closed',
    asked: (who, why) => `${who} asks to close it: ${why}. Another person has to confirm.`,
    problem: 'It stands in the ledger',
    open: 'Open the ledger',
    place: 'On the heat map',
  },
});

const FORWARD: ReadonlySet<RiskAction> = new Set(['review', 'raise', 'close']);

/** One risk: what is to be done first, then what it is, and its reviews. */
export default function RiskPage() {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const steps = useMessages(riskStepWords);
  const abouts = useMessages(riskStepAbouts);
  const label = useLabel();
  const id = useParam('id');
  const [taking, setTaking] = useState<RiskAction | null>(null);
  const { data, error, refetch } = useCall(readRisk, { params: { id } });
  const back = { to: '/leading-group/risks', label: words.room };
  if (!data) return <PendingPage title={words.room} back={back} error={error} onRetry={refetch} />;
  const standing = data.state === 'open' || data.state === 'watch';
  // For whoever can take no step now the steps come last: what the risk is, is what he came for.
  const mine = data.actions.some((step) => step.reason === null);
  const next = data.actions.length > 0 && (
    <Panel title={t.next}>
      <StepList
        steps={data.actions.map((step) => ({
          ...step,
          label: steps[step.action],
          about: abouts[step.action],
        }))}
        forward={FORWARD}
        onChoose={setTaking}
      />
    </Panel>
  );
  return (
    <PageFrame
      title={data.title}
      back={back}
      badge={<StateTag shade={riskShades[data.state]}>{words.risks[data.state]}</StateTag>}
    >
      <div className={css['column']}>
        {data.state === 'closing' && <Note shade="warn">{t.asked(data.asker ?? '', data.reason)}</Note>}
        {data.problemId && (
          <Note shade="bad">
            {t.problem} <AppLink to={`/ledger/${data.problemId}`}>{t.open}</AppLink>
          </Note>
        )}
        {mine && next}
        <Panel title={t.risk}>
          <Facts
            items={[
              {
                label: t.level,
                value: (
                  <StateTag shade={levelShades[data.level]}>
                    {t.grade(words.levels[data.level], data.likelihood, data.impact)}
                  </StateTag>
                ),
              },
              { label: t.area, value: label(data.area) },
              { label: t.owner, value: data.owner },
              standing && {
                label: t.review,
                value: (
                  <span className={data.overdue ? css['late'] : undefined}>
                    {formatDay(data.reviewOn)}
                    {inBrackets(data.overdue ? t.overdue : formatDue(data.reviewOn))}
                  </span>
                ),
              },
              { label: t.opened, value: formatDay(data.openedOn) },
              data.closedOn !== null && { label: t.closed, value: formatDay(data.closedOn) },
              { label: t.group, value: data.group.name },
              { label: t.measures, value: <span className={css['text']}>{data.measures}</span>, wide: true },
              data.detail !== '' && {
                label: t.detail,
                value: <span className={css['text']}>{data.detail}</span>,
                wide: true,
              },
            ]}
          />
        </Panel>
        <History events={data.events} />
        {!mine && next}
        <Panel title={t.place}>
          <HeatGrid scales={data.scales} risks={[data]} chosen={`${data.likelihood}-${data.impact}`} />
        </Panel>
      </div>
      {taking && <RiskStepDialog risk={data} action={taking} onClose={() => setTaking(null)} />}
    </PageFrame>
  );
}
