import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, formatDue } from '#shell/web/format.ts';
import { useQuery } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readLeadingGroup } from '../leading-group.contract.ts';
import { listRisks } from '../risks.contract.ts';
import { HeatGrid } from './heat-grid.tsx';
import css from './leading.module.css';
import { LeadingNav, useGroup } from './leading-nav.tsx';
import { leadingWords, levelShades, riskShades } from './leading-words.ts';
import { OpenRiskDialog } from './open-risk-dialog.tsx';

const m = messages({
  zh: {
    title: '风险防控',
    lead: '每项风险有责任人、有措施、按等级定期复核；解除要写明理由并由第二人确认。',
    open: '登记风险',
    grid: '可能性 × 影响',
    list: '风险清单',
    settled: '已解除或已成为问题的',
    showSettled: '看已办结的',
    showStanding: '看防控中的',
    all: '看全部',
    none: '还没有登记风险',
    noneWhy: '意识形态、廉政、队伍、组织、重点任务等风险，在这里写明责任人和措施。',
    no: '这里没有风险',
    review: (day: string, due: string) => `${day} 复核（${due}）`,
    overdue: '逾期未复核',
  },
  en: {
    title: 'Risks',
    lead: 'Each has an owner, measures, and reviews by its level; closing needs a reason and a second person.',
    open: 'Open a risk',
    grid: 'Likelihood × impact',
    list: 'Register',
    settled: 'Closed, or become problems',
    showSettled: 'Settled ones',
    showStanding: 'Standing ones',
    all: 'All',
    none: 'No risks yet',
    noneWhy: 'Risks of ideology, integrity, staff and key tasks are entered here with owner and measures.',
    no: 'No risk here',
    review: (day, due) => `Review ${day} (${due})`,
    overdue: 'review overdue',
  },
});

/** The risk register of a leading group: a heat map and its twin, the list. */
export default function RisksPage() {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const label = useLabel();
  const [query] = useQuery();
  const { id } = useGroup();
  const [opening, setOpening] = useState(false);
  const settled = query['settled'] === 'yes';
  const cell = query['cell'];
  const group = useCall(readLeadingGroup, { params: { id: id ?? '' } }, { enabled: id !== null });
  const risks = useCall(
    listRisks,
    { params: { id: id ?? '' }, query: settled ? { settled: 'yes' } : {} },
    { enabled: id !== null, keep: true },
  );
  const items = risks.data?.items ?? [];
  const shown = cell ? items.filter((risk) => `${risk.likelihood}-${risk.impact}` === cell) : items;
  const at = (more: Record<string, string>) => {
    const search = new URLSearchParams({ ...(query['group'] ? { group: query['group'] } : {}), ...more });
    return `/leading-group/risks${search.size > 0 ? `?${search}` : ''}`;
  };
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      actions={
        group.data?.mine.officer && (
          <Button type="primary" onClick={() => setOpening(true)}>
            {t.open}
          </Button>
        )
      }
    >
      <div className={css['column']}>
        <LeadingNav />
        {risks.error ? (
          <ErrorSentence error={risks.error} onRetry={() => void risks.refetch()} />
        ) : !risks.data || !group.data ? (
          <Skeleton />
        ) : (
          <>
            {!settled && items.length > 0 && (
              <Panel title={t.grid}>
                <HeatGrid
                  scales={group.data.terms}
                  risks={items}
                  {...(cell ? { chosen: cell } : {})}
                  to={(each) => at(each === cell ? {} : { cell: each })}
                />
              </Panel>
            )}
            <Panel
              title={settled ? t.settled : t.list}
              actions={
                cell ? (
                  <AppLink to={at({})}>{t.all}</AppLink>
                ) : (
                  <AppLink to={at(settled ? {} : { settled: 'yes' })}>
                    {settled ? t.showStanding : t.showSettled}
                  </AppLink>
                )
              }
            >
              {shown.length === 0 ? (
                <EmptyState title={settled || cell ? t.no : t.none}>
                  {!settled && !cell && t.noneWhy}
                </EmptyState>
              ) : (
                <ul className={css['list']}>
                  {shown.map((risk) => (
                    <li key={risk.id}>
                      <span className={css['head']}>
                        <StateTag shade={levelShades[risk.level]}>
                          {words.levels[risk.level]} {risk.likelihood}×{risk.impact}
                        </StateTag>
                        <AppLink to={`/leading-group/risks/${risk.id}`}>{risk.title}</AppLink>
                        <StateTag shade={riskShades[risk.state]}>{words.risks[risk.state]}</StateTag>
                      </span>
                      <span className={`${css['head']} ${css['quiet']}`}>
                        <span>{label(risk.area)}</span>
                        <span>{risk.owner}</span>
                        {!settled && (
                          <span className={risk.overdue ? css['late'] : undefined}>
                            {t.review(
                              formatDay(risk.reviewOn),
                              risk.overdue ? t.overdue : formatDue(risk.reviewOn),
                            )}
                          </span>
                        )}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </Panel>
          </>
        )}
      </div>
      {opening && group.data && <OpenRiskDialog group={group.data} onClose={() => setOpening(false)} />}
    </PageFrame>
  );
}
