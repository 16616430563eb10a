import { ErrorSentence } from './error-sentence.tsx';
import { PageFrame } from './page-frame.tsx';
import { Skeleton } from './skeleton.tsx';

type Props = {
  title: string;
  back?: { to: string; label: string };
  narrow?: boolean;
  /** What went wrong; while there is nothing, the page is loading. */
  error: unknown;
  onRetry: () => unknown;
};

/** A page whose content has not come: grey lines while it loads, and what to do when it does not come at all. */
export function PendingPage({ title, back, narrow, error, onRetry }: Props) {
  return (
    <PageFrame title={title} back={back} narrow={narrow}>
      {error ? <ErrorSentence error={error} onRetry={() => void onRetry()} /> : <Skeleton />}
    </PageFrame>
  );
}
