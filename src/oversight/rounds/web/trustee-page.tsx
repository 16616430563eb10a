import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { listTrusteeRounds } from '../trustees.contract.ts';
import { roundWords, stateShades } from './round-words.ts';
import css from './rounds.module.css';

const m = messages({
  zh: {
    title: '密钥保管',
    lead: '您保管其中一把密钥的测评。密钥只在您手里：开放前生成，截止后用它参与计票。',
    none: '没有请您保管密钥的测评',
    noneWhy: '组织者指定您为保管人后，会出现在这里和首页待办中。',
    makeKey: '请生成密钥',
    decrypt: '请参与计票',
  },
  en: {
    title: 'Keys in my care',
    lead: 'Rounds of which you keep one of the keys. Only you have it: make it before the round opens, use it to tally after closing.',
    none: 'No round asks you to keep a key',
    noneWhy: 'When an organiser names you, it appears here and among your to-dos.',
    makeKey: 'Make your key',
    decrypt: 'Take part in the tally',
  },
});

/** The rounds whose key the signed-in person keeps a part of. */
export default function TrusteePage() {
  const t = useMessages(m);
  const words = useMessages(roundWords);
  const { data, error, isPending, refetch } = useCall(listTrusteeRounds, {});
  return (
    <PageFrame title={t.title} lead={t.lead} narrow>
      {error && <ErrorSentence error={error} onRetry={() => void refetch()} />}
      <Panel flush>
        {isPending && <Skeleton lines={3} />}
        {data?.items.length === 0 && <EmptyState title={t.none}>{t.noneWhy}</EmptyState>}
        <ul className={css['rows']}>
          {data?.items.map((round) => (
            <li key={round.id}>
              <span>
                <AppLink to={`/trustee/${round.id}`}>
                  <strong>{round.title}</strong>
                </AppLink>
                <br />
                <span className="z-quiet">
                  {round.orgName} · {round.seatTitle}
                </span>
              </span>
              {round.state === 'keys' && !round.hasKey && <StateTag shade="warn">{t.makeKey}</StateTag>}
              {round.state === 'closed' && !round.hasDecrypted && (
                <StateTag shade="warn">{t.decrypt}</StateTag>
              )}
              <StateTag shade={stateShades[round.state]}>{words.states[round.state]}</StateTag>
            </li>
          ))}
        </ul>
      </Panel>
    </PageFrame>
  );
}
