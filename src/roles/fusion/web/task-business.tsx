import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useMe } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { type FusionLinkView, listFusionLinks } from '../fusion.contract.ts';
import css from './fusion.module.css';
import { fusionWords, movementShades, shown, stateShades } from './fusion-words.ts';
import { LinkSaid } from './link-said.tsx';
import { LinkSteps } from './link-steps.tsx';

const m = messages({
  zh: {
    title: '服务的业务事项',
    note: '有没有用，由业务责任人确认',
    none: '还没有连到业务事项。',
    tie: '连到业务',
    all: '业务融合',
    awaited: (who: string) => `等${who}确认`,
    part: (title: string) => `来自分解任务：${title}`,
  },
  en: {
    title: 'Business it serves',
    note: 'whoever answers for the business says whether it helps',
    none: 'Not tied to any business item yet.',
    tie: 'Tie to business',
    all: 'Party and business',
    awaited: (who) => `waits for ${who} to confirm`,
    part: (title) => `from its part: ${title}`,
  },
});

const KEEPERS: ReadonlySet<string> = new Set(['officer', 'secretary']);

type Props = { taskId: string; open: boolean };

/** The business items that a task and its parts are tied to: how each link stands, and whose word is awaited. */
export function TaskBusiness({ taskId, open }: Props) {
  const t = useMessages(m);
  const me = useMe();
  const { data, error, refetch } = useCall(listFusionLinks, { query: { taskId, state: 'any' } });
  const keeps = me?.grants.some((grant) => KEEPERS.has(grant.role)) ?? false;
  if (error) return <ErrorSentence error={error} onRetry={() => void refetch()} />;
  const links = data?.items ?? [];
  // What is tied stands; what stands alone can be tied.
  const ties =
    keeps && open && !links.some((link) => link.state === 'proposed' || link.state === 'confirmed');
  if (!data || (links.length === 0 && !ties)) return null;
  return (
    <Panel
      title={t.title}
      note={links.length > 0 ? t.note : undefined}
      actions={
        ties ? (
          <AppLink to={`/fusion?tie=${taskId}`}>{t.tie}</AppLink>
        ) : (
          <AppLink to="/fusion">{t.all}</AppLink>
        )
      }
    >
      {links.length === 0 ? (
        <p className="z-quiet">{t.none}</p>
      ) : (
        <ul className={css['list']}>
          {links.map((link) => (
            <Line key={link.id} link={link} own={link.task.id === taskId} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Line({ link, own }: { link: FusionLinkView; own: boolean }) {
  const t = useMessages(m);
  const words = useMessages(fusionWords);
  const { item } = link;
  return (
    <li>
      <div className={css['foot']}>
        <StateTag shade={stateShades[link.state]}>{words.states[link.state]}</StateTag>
        <strong>{item.title}</strong>
        <span>{link.how}</span>
      </div>
      <div className={css['foot']}>
        <span className={css['quiet']}>
          {item.indicator}：{words.from(shown(item.baseline), item.measure)} · {words.to(shown(item.target))}
          {link.value !== null && ` · ${words.now(shown(link.value))}`}
        </span>
        {link.movement !== null && (
          <StateTag shade={movementShades[link.movement]}>{words.movements[link.movement]}</StateTag>
        )}
      </div>
      <div className={css['foot']}>
        {link.state === 'proposed' && <span>{t.awaited(item.owner)}</span>}
        <LinkSaid link={link} />
        {!own && (
          <AppLink to={`/tasks/${link.task.id}`}>
            {t.part(`${link.task.title}（${link.task.orgName}）`)}
          </AppLink>
        )}
        <LinkSteps link={link} />
      </div>
    </li>
  );
}
