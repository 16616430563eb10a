import { addDays } from '#kernel/dates.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { sentenceOfCode } from '#shell/web/error-sentence.tsx';
import { formatDay, formatInstant } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Figure, Figures, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { type CaseView, readCase } from '../cases.contract.ts';
import { CheckForm } from './check-form.tsx';
import css from './conduct.module.css';
import { caseShade, conductWords, stageWord } from './conduct-words.ts';
import { DecisionForm } from './decision-form.tsx';
import { EvaluationForm } from './evaluation-form.tsx';
import { RightsPanel } from './rights-panel.tsx';

const m = messages({
  zh: {
    colon: '：',
    title: (name: string, year: number) => `${name} ${year} 年责任考评`,
    list: '责任考评',
    facts: '系统已有的事实',
    factsNote: '来自会议、任务、到期事项和双联系，不用再填',
    meetings: '组织生活',
    of: (n: number) => `应到 ${n} 次`,
    study: '学习',
    hours: '小时',
    tasks: '完成任务',
    open: (n: number) => `未完成 ${n}，`,
    late: (n: number) => `逾期 ${n}`,
    duties: '责任事项',
    contacts: '联系党员群众',
    reports: '自主填报',
    report: (from: string, to: string) => `${from} 至 ${to}`,
    unverified: (n: number) => `其中待核 ${n} 条`,
    noReport: '这一年没有提交自主填报。',
    states: { submitted: '已提交', returned: '已退回', accepted: '已接收' },
    evaluation: '支部综合评价',
    grade: '等次',
    words: '依据',
    checks: '抽考核对',
    findings: { stands: '属实', differs: '不一致' },
    checker: (name: string) => `核对人：${name}（其他支部，随机确定）`,
    returned: (note: string) => `退回理由：${note}`,
    objection: (text: string) => `本人异议：${text}`,
    early: '支部和上级正在办理。结果审定后会告知您，您可以提出异议。',
    told: (day: string) => `结果已告知。最迟 ${day} 可以提出异议；没有异议也可以现在就确认。`,
    course: '经过',
    waiting: '这一步由其他人办理',
    approve: '到审定页办理',
    answerBy: (day: string) => `最迟 ${day} 答复`,
  },
  en: {
    colon: ': ',
    title: (name, year) => `${name}: appraisal of ${year}`,
    list: 'Appraisal of duties',
    facts: 'What is on record',
    factsNote: 'from meetings, tasks, duties and liaison; nothing to fill in again',
    meetings: 'Organisational life',
    of: (n) => `of ${n} due`,
    study: 'Study',
    hours: 'h',
    tasks: 'Tasks done',
    open: (n) => `${n} open, `,
    late: (n) => `${n} late`,
    duties: 'Duties met',
    contacts: 'Contacts kept',
    reports: 'Own reports',
    report: (from, to) => `${from} to ${to}`,
    unverified: (n) => `${n} statements to be checked`,
    noReport: 'No report was submitted in this year.',
    states: { submitted: 'submitted', returned: 'returned', accepted: 'accepted' },
    evaluation: 'The branch’s evaluation',
    grade: 'Grade',
    words: 'Reasons',
    checks: 'The check',
    findings: { stands: 'it stands', differs: 'it differs' },
    checker: (name) => `Checked by ${name}, of another branch, by lot`,
    returned: (note) => `Returned: ${note}`,
    objection: (text) => `The member objects: ${text}`,
    early: 'The branch and those above are at it. You are told once it was approved, and may object.',
    told: (day) => `You were told. You may object until ${day}, or say now that you have no objection.`,
    course: 'Course',
    waiting: 'Others take this step',
    approve: 'Approve it on the page of approvals',
    answerBy: (day) => `to be answered by ${day}`,
  },
});

/** One member's appraisal: what has to be done first, then the facts and what was written, and the course at the end. */
export default function CasePage() {
  const t = useMessages(m);
  const words = useMessages(conductWords);
  const id = useParam('id');
  const { data: view, error, refetch } = useCall(readCase, { params: { id } });
  if (!view) return <PendingPage narrow title={t.list} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      narrow
      title={t.title(view.personName, view.year)}
      lead={view.orgName}
      back={{ to: '/conduct', label: t.list }}
      badge={
        <>
          <StateTag shade={caseShade[view.state]}>{stageWord(words, view)}</StateTag>{' '}
          {view.sampled && <StateTag shade="brand">{words.sampled}</StateTag>}
        </>
      }
    >
      {view.state === 'returned' && view.returnedNote && (
        <Note shade="warn">{t.returned(view.returnedNote)}</Note>
      )}
      {view.objection && (
        <Note shade="warn">
          {t.objection(view.objection)}
          {view.answerBy && `（${t.answerBy(formatDay(view.answerBy))}）`}
        </Note>
      )}
      {view.own &&
        ['pending', 'evaluated', 'checked', 'reviewed', 'approved', 'returned'].includes(view.state) && (
          <Note>{t.early}</Note>
        )}
      {view.own && view.state === 'told' && (
        <Note shade="warn">{t.told(formatDay(view.freeFrom && addDays(view.freeFrom, -1)))}</Note>
      )}
      <FactsPanel view={view} />
      {view.words && !mayEvaluate(view) && <Evaluation view={view} />}
      <Forms view={view} />
      {view.own && <RightsPanel view={view} />}
      <Course view={view} />
    </PageFrame>
  );
}

/** Whether the evaluation stands in the form below, where it can be changed. */
const mayEvaluate = (view: CaseView) =>
  view.actions.some((each) => each.action === 'evaluate' && each.reason === null);

/** The form of the step that the reader may take now; if none, why not. */
function Forms({ view }: { view: CaseView }) {
  const t = useMessages(m);
  const may = (action: CaseView['actions'][number]['action']) =>
    view.actions.some((each) => each.action === action && each.reason === null);
  if (may('evaluate')) return <EvaluationForm key={view.version} view={view} />;
  if (may('confirm')) return <CheckForm key={view.version} view={view} />;
  if (may('review')) return <DecisionForm view={view} kind="review" />;
  if (may('accept')) return <DecisionForm view={view} kind="answer" />;
  if (may('approve'))
    return (
      <p>
        <AppLink to={`/conduct/${view.roundId}/approve`}>{t.approve}</AppLink>
      </p>
    );
  if (may('uphold')) return <DecisionForm view={view} kind="objection" />;
  const reason = view.actions.find((each) => each.reason !== null)?.reason;
  if (view.own || !reason) return null;
  return (
    <Note shade="neutral">
      {t.waiting}
      {t.colon}
      {sentenceOfCode(reason)}
    </Note>
  );
}

function FactsPanel({ view }: { view: CaseView }) {
  const t = useMessages(m);
  const { facts } = view;
  // Reports are the member's and the branch's; others read here what came of them.
  const judges = useHolds('secretary', 'officer');
  const opens = view.own || judges;
  const rest = (open: number, late: number) => `${open > 0 ? t.open(open) : ''}${t.late(late)}`;
  return (
    <Panel title={t.facts} note={t.factsNote}>
      <Figures>
        <Figure label={t.meetings} value={facts.meetings.attended} note={t.of(facts.meetings.due)} />
        <Figure label={t.study} value={Math.round(facts.studyMinutes / 6) / 10} unit={t.hours} />
        <Figure label={t.tasks} value={facts.tasks.done} note={rest(facts.tasks.open, facts.tasks.late)} />
        <Figure
          label={t.duties}
          value={facts.obligations.fulfilled}
          note={rest(facts.obligations.open, facts.obligations.late)}
        />
        <Figure label={t.contacts} value={facts.contacts} />
      </Figures>
      <ul className={css['list']} aria-label={t.reports}>
        {view.reports.length === 0 && <li className="z-quiet">{t.noReport}</li>}
        {view.reports.map((report) => (
          <li key={report.id} className={css['line']}>
            {opens ? (
              <AppLink to={`/self-reports/${report.id}`}>
                {t.reports} {t.report(formatDay(report.from), formatDay(report.to))}
              </AppLink>
            ) : (
              <span>
                {t.reports} {t.report(formatDay(report.from), formatDay(report.to))}
              </span>
            )}
            <span className="z-quiet">{t.states[report.state as keyof typeof t.states] ?? report.state}</span>
          </li>
        ))}
        {facts.reports.unverified > 0 && (
          <li className="z-quiet">{t.unverified(facts.reports.unverified)}</li>
        )}
      </ul>
    </Panel>
  );
}

function Evaluation({ view }: { view: CaseView }) {
  const t = useMessages(m);
  const words = useMessages(conductWords);
  const pick = useLabel();
  const { aspects, marks, grades, sources } = view.terms;
  const title = (list: readonly { id: string; title: { zh: string; en: string } }[], id: string | null) => {
    const found = list.find((each) => each.id === id);
    return found ? pick(found.title) : words.noGrade;
  };
  return (
    <Panel title={t.evaluation}>
      <Facts
        items={[
          {
            label: t.grade,
            value: view.kind === 'probationary' ? words.probationary : title(grades, view.grade),
          },
          ...aspects.map((aspect) => ({
            label: pick(aspect.title),
            value: title(marks, view.marks[aspect.id] ?? null),
          })),
          { label: t.words, value: view.words, wide: true },
        ]}
      />
      {view.checks.length > 0 && (
        <ul className={css['list']} aria-label={t.checks}>
          {view.checks.map((check) => (
            <li key={check.id} className={css['line']}>
              <StateTag shade={check.finding === 'stands' ? 'good' : 'bad'}>
                {t.findings[check.finding]}
              </StateTag>
              <span>{check.item}</span>
              <span className="z-quiet">{title(sources, check.source)}</span>
            </li>
          ))}
        </ul>
      )}
      {view.sampled && view.checkerName && <p className="z-quiet">{t.checker(view.checkerName)}</p>}
    </Panel>
  );
}

function Course({ view }: { view: CaseView }) {
  const t = useMessages(m);
  const words = useMessages(conductWords);
  if (view.events.length === 0) return null;
  return (
    <Panel title={t.course}>
      <ol className={css['list']}>
        {view.events.map((event) => (
          <li key={event.id}>
            <div className={css['line']}>
              <span>{words.actions[event.action]}</span>
              <span className="z-quiet">{event.who}</span>
              <time dateTime={event.at}>{formatInstant(event.at)}</time>
            </div>
            {event.note && <p>{event.note}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
