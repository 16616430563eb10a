import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#shell/web/call.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Note, Panel } from '#shell/web/panel.tsx';
import { ProblemError } from '#shell/web/problem-error.ts';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { openBallot, type PaperView } from '../ballots.contract.ts';
import css from './ballots.module.css';
import { ClosedPaper } from './closed-paper.tsx';
import { RateeForm } from './ratee-form.tsx';
import { RateeList } from './ratee-list.tsx';
import { holds } from './seal-in-browser.ts';
import { StatementCard } from './statement-card.tsx';

const m = messages({
  zh: {
    broken: '页面内容与本轮评议公布的条款指纹不一致，已停止。请不要继续评议，并告诉组织者。',
    closes: (day: string) => `${day}截止`,
    bad: '链接无效、已作废或已过期。请核对链接是否完整，或向组织者索取新的链接。',
  },
  en: {
    broken:
      'What this page shows does not match the fingerprint of the terms of this round. Please stop, and tell the organiser.',
    closes: (day) => `closes ${day}`,
    bad: 'The link is not valid, or no longer. See that it is complete, or ask the organiser for a new one.',
  },
});

/** A rater's whole way: statement of secrecy, organisations, grades, receipt. The same for a link and for an account. */
export function RatingPaper({ token }: { token: string }) {
  const t = useMessages(m);
  const label = useLabel();
  // kept in memory only while the page is open
  const { data, error, refetch } = useQuery({
    queryKey: ['rating paper', token],
    queryFn: () => call(openBallot, { body: { token } }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const [agreed, setAgreed] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [receipts, setReceipts] = useState<Readonly<Record<string, string>>>({});
  if (error instanceof ProblemError && error.status === 404) {
    return (
      <div role="alert">
        <Note shade="bad">{t.bad}</Note>
      </div>
    );
  }
  if (error) return <ErrorSentence error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (!holds(data)) {
    return (
      <div role="alert">
        <Note shade="bad">{t.broken}</Note>
      </div>
    );
  }

  const tracking = (ratee: PaperView['ratees'][number]) => receipts[ratee.id] ?? ratee.tracking;
  const ratees = data.ratees.map((ratee) => ({ ...ratee, tracking: tracking(ratee) }));
  const only = ratees.length === 1 && !ratees[0]!.tracking ? ratees[0]!.id : null;
  const current = ratees.find((ratee) => ratee.id === (chosen ?? only));
  return (
    <div className={css['paper']}>
      <Panel>
        <h2 className={css['round']}>{data.title}</h2>
        <p className="z-quiet">
          {[data.orgName, label(data.group.title), t.closes(formatDay(data.closesOn))].join(' · ')}
        </p>
      </Panel>
      {data.state === 'closed' ? (
        <ClosedPaper paper={data} />
      ) : !agreed ? (
        <StatementCard paper={data} onAgree={() => setAgreed(true)} />
      ) : current ? (
        <RateeForm
          key={current.id}
          token={token}
          paper={data}
          ratee={current}
          onBack={data.ratees.length > 1 ? () => setChosen(null) : undefined}
          onCast={(code) => {
            setReceipts({ ...receipts, [current.id]: code });
            setChosen(null);
          }}
        />
      ) : (
        <RateeList paper={data} ratees={ratees} onChoose={setChosen} />
      )}
    </div>
  );
}
