import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDue } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { listMyBallots } from '../ballots.contract.ts';
import css from './ballots.module.css';

const m = messages({
  zh: {
    title: '请我评议',
    lead: '正在进行、请您评议的测评。您是否已评，页面上只有您自己看得到。',
    none: '现在没有请您评议的测评',
    noneWhy: '有新的测评时，这里和首页待办都会出现。',
    sealed: '密态汇总',
    named: '实名',
    progress: (rated: number, all: number) => `已评 ${rated} / ${all}`,
  },
  en: {
    title: 'Asked to rate',
    lead: 'Open rounds in which you are asked to rate. On no page can anybody but you see whether you have.',
    none: 'Nothing to rate now',
    noneWhy: 'A new round appears here and among your to-dos.',
    sealed: 'Sealed tally',
    named: 'By name',
    progress: (rated, all) => `${rated} of ${all} rated`,
  },
});

/** The open rounds in which the signed-in person is asked to rate. */
export default function MyBallotsPage() {
  const t = useMessages(m);
  const { data, error, isPending, refetch } = useCall(listMyBallots, {});
  return (
    <PageFrame title={t.title} lead={t.lead} narrow>
      {error && <ErrorSentence error={error} onRetry={() => void refetch()} />}
      <Panel flush>
        {isPending && <Skeleton lines={3} />}
        {data?.items.length === 0 && <EmptyState title={t.none}>{t.noneWhy}</EmptyState>}
        <ul className={css['rounds']}>
          {data?.items.map((item) => (
            <li key={item.invitationId}>
              <AppLink to={`/my/ballots/${item.invitationId}`}>
                <strong>{item.title}</strong>
                <span className="z-quiet">
                  {item.orgName} · {formatDue(item.closesOn)} · {t.progress(item.rated, item.ratees)}
                </span>
              </AppLink>
              <StateTag shade={item.mode === 'sealed' ? 'info' : 'warn'}>
                {item.mode === 'sealed' ? t.sealed : t.named}
              </StateTag>
            </li>
          ))}
        </ul>
      </Panel>
    </PageFrame>
  );
}
