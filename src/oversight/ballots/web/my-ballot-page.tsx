import { useCall } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readBallotPass } from '../ballots.contract.ts';
import { RatingPaper } from './rating-paper.tsx';

const m = messages({
  zh: { title: '评议', back: '请我评议' },
  en: { title: 'Rate', back: 'Asked to rate' },
});

/** The rating page of somebody who is signed in: takes a pass, and from there on does without the session. */
export default function MyBallotPage() {
  const t = useMessages(m);
  const id = useParam('id');
  const { data, error, refetch } = useCall(
    readBallotPass,
    { params: { id } },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  return (
    <PageFrame title={t.title} back={{ to: '/my/ballots', label: t.back }} narrow>
      {error && <ErrorSentence error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && <RatingPaper token={data.pass} />}
    </PageFrame>
  );
}
