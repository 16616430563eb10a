import { Button } from 'antd';
import { useId, useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { TextAreaField } from '#shell/web/fields.tsx';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { listCases } from '../cases.contract.ts';
import { approveCases, type RoundView, readRound } from '../rounds.contract.ts';
import css from './conduct.module.css';
import { conductWords } from './conduct-words.ts';

const m = messages({
  zh: {
    title: '党组审定',
    lead: (n: number) => `逐人看过再审定，一次最多 ${n} 人。本人的、经手过的不能审定。`,
    back: '年度责任考评',
    list: '待审定',
    open: '打开',
    all: (n: number) => `选前 ${n} 人`,
    note: '退回理由',
    hint: '退回时写明要补什么。',
    approve: (n: number) => `审定 ${n} 人`,
    return: (n: number) => `退回 ${n} 人`,
    done: '已办理',
    empty: '没有待审定的',
    teach: '机关党委审核通过后，会出现在这里。',
  },
  en: {
    title: 'Approval by the leading group',
    lead: (n) => `Look at each, then approve; at most ${n} at once. Not your own, nor one you had a hand in.`,
    back: 'A year’s appraisal',
    list: 'To be approved',
    open: 'Open',
    all: (n) => `The first ${n}`,
    note: 'Why they are returned',
    hint: 'When returning, say what is missing.',
    approve: (n) => `Approve ${n}`,
    return: (n) => `Return ${n}`,
    done: 'Done',
    empty: 'Nothing waits for approval',
    teach: 'What the organ committee has reviewed appears here.',
  },
});

/** The leading group's desk: what was reviewed, to be approved or given back, a page at once. */
export default function ApprovePage() {
  const t = useMessages(m);
  const id = useParam('id');
  const { data: round, error } = useCall(readRound, { params: { id } });
  if (error) return <ErrorSentence error={error} />;
  if (!round) return <Skeleton />;
  return (
    <PageFrame
      narrow
      title={t.title}
      lead={t.lead(round.terms.signAtOnce)}
      back={{ to: `/conduct/${id}`, label: t.back }}
    >
      <Desk key={round.version} round={round} />
    </PageFrame>
  );
}

/** How many are listed at once; far fewer may be chosen. */
const LISTED = 200;

function Desk({ round }: { round: RoundView }) {
  const t = useMessages(m);
  const words = useMessages(conductWords);
  const pick = useLabel();
  const id = useId();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  const most = round.terms.signAtOnce;
  const { data, error } = useCall(listCases, {
    query: { roundId: round.id, desk: 'approve', limit: LISTED },
  });
  const send = useSend(approveCases, { onDone: () => notify(t.done) });
  if (error) return <ErrorSentence error={error} />;
  if (!data) return <Skeleton />;
  if (data.items.length === 0) {
    return (
      <Panel>
        <EmptyState title={t.empty}>{t.teach}</EmptyState>
      </Panel>
    );
  }
  const grades = new Map(round.terms.grades.map((grade) => [grade.id, grade.title]));
  const cases = data.items.flatMap((row) =>
    chosen.has(row.id) && row.hash ? [{ id: row.id, hash: row.hash }] : [],
  );
  const decide = (decision: 'approve' | 'return') =>
    void send.send({ params: { id: round.id }, ifMatch: round.version, body: { decision, note, cases } });
  return (
    <>
      <Panel
        title={t.list}
        actions={
          <Button
            size="small"
            onClick={() => setChosen(new Set(data.items.slice(0, most).map((row) => row.id)))}
          >
            {t.all(Math.min(most, data.items.length))}
          </Button>
        }
      >
        <ul className={css['list']}>
          {data.items.map((row) => {
            const grade = row.grade ? grades.get(row.grade) : undefined;
            return (
              <li key={row.id} className={css['pick']}>
                <input
                  type="checkbox"
                  id={`${id}-${row.id}`}
                  checked={chosen.has(row.id)}
                  disabled={chosen.size >= most && !chosen.has(row.id)}
                  onChange={(event) => {
                    const next = new Set(chosen);
                    if (event.target.checked) next.add(row.id);
                    else next.delete(row.id);
                    setChosen(next);
                  }}
                />
                <div>
                  <label htmlFor={`${id}-${row.id}`}>
                    {row.personName} · {grade ? pick(grade) : words.probationary}
                  </label>{' '}
                  {row.sampled && <StateTag shade="brand">{words.sampled}</StateTag>}
                  <p>
                    {row.orgName} <AppLink to={`/conduct/cases/${row.id}`}>{t.open}</AppLink>
                  </p>
                  <p className="z-quiet">{row.words}</p>
                </div>
              </li>
            );
          })}
        </ul>
      </Panel>
      <div className={css['decision']}>
        <Panel>
          <div className={css['form']}>
            <TextAreaField
              label={t.note}
              hint={t.hint}
              problem={fieldError(send.error, 'note')}
              rows={2}
              maxLength={500}
              value={note}
              onChange={setNote}
            />
            {send.error && <ErrorSentence error={send.error} />}
            <div className={css['buttons']}>
              <Button
                type="primary"
                disabled={cases.length === 0}
                loading={send.pending}
                onClick={() => decide('approve')}
              >
                {t.approve(cases.length)}
              </Button>
              <Button disabled={cases.length === 0} loading={send.pending} onClick={() => decide('return')}>
                {t.return(cases.length)}
              </Button>
            </div>
          </div>
        </Panel>
      </div>
    </>
  );
}
