import { Button } from 'antd';
import { useState } from 'react';
import { useCall, usePages } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { useQuery } from '#shell/web/location.ts';
import { useMe } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Bar, Panel } from '#shell/web/panel.tsx';
import { Select } from '#shell/web/select.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { type FusionView, listFusionLinks, listMyBusinessItems, readFusion } from '../fusion.contract.ts';
import css from './fusion.module.css';
import { fusionWords } from './fusion-words.ts';
import { ItemDialog } from './item-dialog.tsx';
import { ItemRow } from './item-row.tsx';
import { LinkRow } from './link-row.tsx';
import { ProposeDialog } from './propose-dialog.tsx';

const m = messages({
  zh: {
    lead: '党建任务连到业务事项和效能指标；有没有用由业务责任人确认，没有确认的不算。',
    mine: '等我确认',
    items: '我负责的业务事项',
    add: '登记业务事项',
    propose: '连一项任务',
    chain: '融合链',
    state: '看哪些',
    standing: '有效的',
    none: '还没有融合链',
    noneWhy: '从下面“没有连到业务的党建任务”中选一项，连到它服务的业务。',
    noneMine: '等您确认或与您有关的，会列在这里。',
    more: '显示更多',
    rates: '各管各的',
    tasks: '今年的党建任务连到业务',
    taskNote: '从别处分解下来的与原任务算一项',
    business: '业务事项有党建支撑',
    looseTasks: '没有连到业务的党建任务',
    looseItems: '没有党建支撑的业务事项',
    tie: '连到业务',
    all: '都连上了',
    noItems: '还没有登记业务事项',
    rest: (n: number) => `另有 ${n} 项`,
  },
  en: {
    lead: 'Party tasks are tied to business and its figures; whoever answers for the business confirms their use, and nothing else counts.',
    mine: 'Waiting for my word',
    items: 'Business I answer for',
    add: 'Add a business item',
    propose: 'Tie a task',
    chain: 'Links',
    state: 'Which',
    standing: 'Standing',
    none: 'No links yet',
    noneWhy: 'Take one of the tasks below and tie it to the business it serves.',
    noneMine: 'What waits for you or concerns you will be listed here.',
    more: 'Show more',
    rates: 'Each on its own',
    tasks: 'Party tasks of the year tied to business',
    taskNote: 'a task and its parts count once',
    business: 'Business items with Party work behind them',
    looseTasks: 'Party tasks without business',
    looseItems: 'Business without Party work',
    tie: 'Tie',
    all: 'All are tied',
    noItems: 'No business items yet',
    rest: (n) => `${n} more`,
  },
});

const OFFICES = ['officer', 'secretary', 'clerk'] as const;
const STATES = ['standing', 'declined', 'ended'] as const;
/** Of what stands alone, so much is shown at once. */
const FEW = 8;

/** How Party work and business are tied: what waits for me, the links as chains, and what stands alone on either side. */
export default function FusionPage() {
  const t = useMessages(m);
  const words = useMessages(fusionWords);
  const me = useMe();
  const [query, setQuery] = useQuery();
  // Whoever comes from a task to tie it finds the dialog open.
  const [doing, setDoing] = useState<'add' | { task: string | null } | null>(
    query['tie'] ? { task: query['tie'] } : null,
  );
  const orgId =
    OFFICES.flatMap((role) => me?.grants.filter((grant) => grant.role === role) ?? [])[0]?.orgId ?? null;
  const state = STATES.find((each) => each === query['state']) ?? 'standing';
  const waiting = useCall(listFusionLinks, { query: { mine: 'yes', state: 'proposed' } });
  const own = useCall(listMyBusinessItems, { query: {} });
  const view = useCall(readFusion, { params: { id: orgId ?? '' } }, { enabled: orgId !== null });
  const links = usePages(listFusionLinks, { query: { state, ...(orgId ? { orgId } : {}) } });
  // What waits for me stands at the head, once.
  const asked = new Set(waiting.data?.items.map((link) => link.id));
  const others = links.rows.filter((link) => !asked.has(link.id));
  const close = () => {
    setDoing(null);
    if (query['tie']) setQuery({ tie: undefined });
  };
  return (
    <PageFrame
      title={words.room}
      lead={t.lead}
      actions={
        view.data?.mayPropose && (
          <>
            <Button onClick={() => setDoing('add')}>{t.add}</Button>
            <Button type="primary" onClick={() => setDoing({ task: null })}>
              {t.propose}
            </Button>
          </>
        )
      }
    >
      <div className={css['column']}>
        {(waiting.data?.items.length ?? 0) > 0 && (
          <Panel title={t.mine}>
            <ul className={css['list']}>
              {waiting.data?.items.map((link) => (
                <LinkRow key={link.id} link={link} />
              ))}
            </ul>
          </Panel>
        )}
        {(own.data?.items.length ?? 0) > 0 && (
          <Panel title={t.items}>
            <ul className={css['loose']}>
              {own.data?.items.map((item) => (
                <ItemRow key={item.id} item={item} />
              ))}
            </ul>
          </Panel>
        )}
        <Panel
          title={t.chain}
          actions={
            <Select<string>
              aria-label={t.state}
              style={{ minWidth: 120 }}
              value={state}
              onChange={(value) => setQuery({ state: value === 'standing' ? undefined : value })}
              options={STATES.map((each) => ({
                value: each,
                label: each === 'standing' ? t.standing : words.states[each],
              }))}
            />
          }
        >
          {links.error ? (
            <ErrorSentence error={links.error} onRetry={links.retry} />
          ) : links.loading ? (
            <Skeleton />
          ) : others.length === 0 ? (
            <EmptyState title={t.none}>{view.data?.mayPropose ? t.noneWhy : t.noneMine}</EmptyState>
          ) : (
            <ul className={css['list']}>
              {others.map((link) => (
                <LinkRow key={link.id} link={link} />
              ))}
            </ul>
          )}
          {links.more && (
            <Button onClick={links.loadMore} loading={links.loadingMore}>
              {t.more}
            </Button>
          )}
        </Panel>
        {view.error ? (
          <ErrorSentence error={view.error} onRetry={() => void view.refetch()} />
        ) : (
          view.data && <Alone view={view.data} onTie={(task) => setDoing({ task })} />
        )}
      </div>
      {doing === 'add' && orgId && <ItemDialog orgId={orgId} onClose={close} />}
      {doing !== null && doing !== 'add' && view.data?.mayPropose && (
        <ProposeDialog view={view.data} taskId={doing.task} onClose={close} />
      )}
    </PageFrame>
  );
}

/** The two rates, each with what stands alone. */
function Alone({ view, onTie }: { view: FusionView; onTie: (taskId: string) => void }) {
  const t = useMessages(m);
  const { tasks, items } = view;
  return (
    <Panel title={t.rates} note={view.org.name}>
      <div className={css['rates']}>
        <section>
          <h3>{t.tasks}</h3>
          <Bar value={tasks.linked} max={tasks.all} label={t.tasks} text={`${tasks.linked} / ${tasks.all}`} />
          <p className={css['quiet']}>{t.taskNote}</p>
          <p>{view.looseTasks.length === 0 ? t.all : t.looseTasks}</p>
          <ul className={css['loose']}>
            {view.looseTasks.slice(0, FEW).map((task) => (
              <li key={task.id}>
                <span>
                  <AppLink to={`/tasks/${task.id}`}>{task.title}</AppLink>{' '}
                  <small className={css['quiet']}>
                    {task.orgName} · {formatDay(task.dueOn)}
                  </small>
                </span>
                {view.mayPropose && (
                  <Button size="small" aria-label={`${t.tie}：${task.title}`} onClick={() => onTie(task.id)}>
                    {t.tie}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {tasks.all - tasks.linked > FEW && (
            <p className={css['quiet']}>{t.rest(tasks.all - tasks.linked - FEW)}</p>
          )}
        </section>
        <section>
          <h3>{t.business}</h3>
          <Bar
            value={items.linked}
            max={items.all}
            label={t.business}
            text={`${items.linked} / ${items.all}`}
          />
          <p>{items.all === 0 ? t.noItems : view.looseItems.length === 0 ? t.all : t.looseItems}</p>
          <ul className={css['loose']}>
            {view.looseItems.slice(0, FEW).map((item) => (
              <ItemRow key={item.id} item={item} />
            ))}
          </ul>
          {items.all - items.linked > FEW && (
            <p className={css['quiet']}>{t.rest(items.all - items.linked - FEW)}</p>
          )}
        </section>
      </div>
    </Panel>
  );
}
