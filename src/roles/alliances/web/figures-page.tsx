import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatAmount, formatDay } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Figure, Figures, Panel, type Shade, StateTag } from '#shell/web/panel.tsx';
import { inClauses } from '#shell/web/punctuation.ts';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { type FigureView, readFigures } from '../alliance-work.contract.ts';
import type { FigureState } from '../figures.rules.ts';
import { AllianceFrame } from './alliance-frame.tsx';
import css from './alliances.module.css';
import { JudgeDialog, ReportDialog } from './figure-dialogs.tsx';
import { useAllianceNames } from './use-modes.ts';

const m = messages({
  zh: {
    totals: '合计',
    totalsNote: '只计经另一方核对的数字；同一指标、同一范围、同一时间只计一次',
    of: (n: number, left: number) => (left > 0 ? `${n} 个数字，另有 ${left} 个未计入` : `${n} 个数字`),
    list: '数字和来源',
    report: '报一个数字',
    empty: '还没有成效数字',
    emptyWhy:
      '联建成没成，看得到变化的数字：多少、哪段时间、什么范围、从哪里来、怎么算。报送之后由另一方核对来源再计入。',
    states: { reported: '待核对', confirmed: '已核对', refused: '已退回', withdrawn: '已撤回' },
    period: (from: string, to: string) => `${from} 至 ${to}`,
    source: (text: string) => `来源：${text}`,
    calibre: (text: string) => `口径：${text}`,
    by: (who: string, judge: string | null) => (judge ? `${who} 报送，${judge} 核对` : `${who} 报送`),
    note: (text: string) => `意见：${text}`,
    left: {
      unconfirmed: '等另一方核对后计入',
      overlap: '同一事实已由另一个数字计入',
      part: '包含在另一个数字里，不重复计',
      superseded: '已有更新的数字',
    },
    steps: { confirm: '核对无误', refuse: '退回', withdraw: '撤回' },
  },
  en: {
    totals: 'Totals',
    totalsNote: 'only figures that another party has checked; one scope and time of a measure counts once',
    of: (n, left) =>
      `${n === 1 ? 'one figure' : `${n} figures`}${left > 0 ? `, ${left} more not counted` : ''}`,
    list: 'Figures and where they come from',
    report: 'Report a figure',
    empty: 'No outcome figures yet',
    emptyWhy:
      'What changed, in numbers: how many, when, within what scope, from which source, counted how. Another party checks the source before it counts.',
    states: { reported: 'To be checked', confirmed: 'Checked', refused: 'Returned', withdrawn: 'Taken back' },
    period: (from, to) => `${from} to ${to}`,
    source: (text) => `Source: ${text}`,
    calibre: (text) => `Counted: ${text}`,
    by: (who, judge) => (judge ? `reported by ${who}, checked by ${judge}` : `reported by ${who}`),
    note: (text) => `Remark: ${text}`,
    left: {
      unconfirmed: 'counts once another party has checked it',
      overlap: 'another figure has counted this fact',
      part: 'contained in another figure, not counted twice',
      superseded: 'there is a later count',
    },
    steps: { confirm: 'Checked', refuse: 'Return', withdraw: 'Take back' },
  },
});

const shades: Record<FigureState, Shade> = {
  reported: 'warn',
  confirmed: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
};

/** The outcome figures of an alliance: totals first, then each figure with source, calibre and period. */
export default function FiguresPage() {
  const id = useParam('id');
  return (
    <AllianceFrame id={id}>
      {(alliance) => (
        <List id={id} running={['active', 'revising', 'resubmitted'].includes(alliance.state)} />
      )}
    </AllianceFrame>
  );
}

function List({ id, running }: { id: string; running: boolean }) {
  const t = useMessages(m);
  const names = useAllianceNames();
  const { data, error, refetch } = useCall(readFigures, { params: { id } });
  const [reporting, setReporting] = useState(false);
  const [judging, setJudging] = useState<{
    figure: FigureView;
    step: 'confirm' | 'refuse' | 'withdraw';
  } | null>(null);
  if (error) return <ErrorSentence error={error} onRetry={() => void refetch()} />;
  if (!data || !names.content) return <Skeleton />;
  const report = running && data.mine.length > 0 && (
    <Button type="primary" onClick={() => setReporting(true)}>
      {t.report}
    </Button>
  );
  return (
    <div className={css['column']}>
      {data.totals.length > 0 && (
        <Panel title={t.totals} note={t.totalsNote}>
          <Figures>
            {data.totals.map((total) => (
              <Figure
                key={total.measure}
                label={names.measure(total.measure)}
                value={formatAmount(total.value)}
                unit={names.unit(total.measure)}
                note={t.of(total.figures, total.left)}
              />
            ))}
          </Figures>
        </Panel>
      )}
      <Panel title={t.list} actions={report}>
        {data.figures.length === 0 ? (
          <EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>
        ) : (
          <ul className={css['rows']}>
            {data.figures.map((figure) => (
              <li key={figure.id}>
                <div className={css['rowHead']}>
                  <strong>
                    {names.measure(figure.measure)} {formatAmount(figure.value)} {names.unit(figure.measure)}
                  </strong>
                  <StateTag shade={shades[figure.state]}>{t.states[figure.state]}</StateTag>
                  <span className={css['quiet']}>
                    {figure.scope} · {t.period(formatDay(figure.fromOn), formatDay(figure.toOn))}
                  </span>
                </div>
                <p className={css['why']}>
                  {inClauses([t.source(figure.source), t.calibre(figure.calibre)])}
                </p>
                <p className={css['quiet']}>
                  {t.by(figure.partyName, figure.judgedBy)}
                  {figure.note && ` · ${t.note(figure.note)}`}
                  {figure.left && ` · ${t.left[figure.left]}`}
                </p>
                {figure.steps.length > 0 && (
                  <div className={css['buttons']}>
                    {figure.steps.map((step) => (
                      <Button
                        key={step}
                        size="small"
                        type={step === 'confirm' ? 'primary' : 'default'}
                        aria-label={`${t.steps[step]} ${names.measure(figure.measure)} ${figure.scope}`}
                        onClick={() => setJudging({ figure, step })}
                      >
                        {t.steps[step]}
                      </Button>
                    ))}
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {reporting && (
        <ReportDialog
          id={id}
          content={names.content}
          mine={data.mine}
          figures={data.figures}
          onClose={() => setReporting(false)}
        />
      )}
      {judging && (
        <JudgeDialog
          id={id}
          figure={judging.figure}
          step={judging.step}
          label={t.steps[judging.step]}
          onClose={() => setJudging(null)}
        />
      )}
    </div>
  );
}
