import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall } from '#shell/web/api.ts';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDay, formatMinutes } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Bar, Figure, Figures, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { readCarriers } from '../carriers.contract.ts';
import { carrierWords, classShades } from './carrier-words.ts';
import css from './carriers.module.css';

const m = messages({
  zh: {
    title: (org: string) => `抬轿子 · ${org}`,
    back: '抬轿子',
    lead: (from: string, until: string) =>
      `${from} 至 ${until}。工作量按责任项权重、标准时长和在其中的作用计，不看填报的时长；只是到会不算，替别人录入不算。`,
    own: '您能看到合计和您自己的；其他人的姓名只有书记和上级能看到。',
    figures: '由几个人扛',
    effective: '有效人数',
    of: (n: number) => `支部党员 ${n} 人`,
    top: '最多一人占',
    secretary: '书记占',
    people: '每个人扛了多少',
    peopleNote: '只看本支部怎样分担，不在人与人之间比高低',
    someone: (n: number) => `党员 ${n}`,
    me: '我',
    secretaryTag: '书记',
    did: (load: string, records: number, tasks: number) =>
      `${load}，记录 ${records} 条${tasks > 0 ? `，任务 ${tasks} 项` : ''}`,
    nothing: '这段时间没有承担',
    idle: (n: number, names: string) => `还有 ${n} 人这段时间没有承担工作${names ? `：${names}` : ''}。`,
    all: (duties: number, open: number, tasks: number) =>
      `各职务合计：责任 ${duties} 项，近期到期 ${open} 项，在办任务 ${tasks} 项`,
    over: '过载',
    and: '、',
    clerk: (who: string, n: number, behalf: number) =>
      `${who} 录入了 ${n} 条，其中 ${behalf}% 是替别人录入。`,
    handDown: '可以下放的',
    handDownNote: (who: string) => `这些责任项“应下放”，现在都在 ${who} 一人名下`,
    empty: '还没有工作记录',
    emptyWhy: '记录会议、走访、谈话时写清谁主持、谁主讲、谁记录，这里就能看出由谁在扛。',
  },
  en: {
    title: (org) => `Who carries · ${org}`,
    back: 'Who carries',
    lead: (from, until) =>
      `${from} to ${until}. Work is weighed by duty, standard time and part played. Being there is not carrying, and entering on behalf gives no credit.`,
    own: 'You see the whole and yourself; names of others are for the secretary and the level above.',
    figures: 'How many carry',
    effective: 'Carriers in effect',
    of: (n) => `${n} members`,
    top: 'Share of the top one',
    secretary: 'Secretary',
    people: 'Who carries how much',
    peopleNote: 'how this branch shares its work, no ranking of persons',
    someone: (n) => `Member ${n}`,
    me: 'Me',
    secretaryTag: 'secretary',
    did: (load, records, tasks) => `${load}, ${records} records${tasks > 0 ? `, ${tasks} tasks` : ''}`,
    nothing: 'Nothing in this time',
    idle: (n, names) => `${n} more carried nothing in this time${names ? `: ${names}` : ''}.`,
    all: (duties, open, tasks) => `Over all posts: ${duties} duties, ${open} due soon, ${tasks} open tasks`,
    over: 'overloaded',
    and: ', ',
    clerk: (who, n, behalf) => `${who} entered ${n}, of which ${behalf}% for others. `,
    handDown: 'To be handed down',
    handDownNote: (who) => `These should be handed down and are all with ${who}`,
    empty: 'No records yet',
    emptyWhy: 'Say in a record who was in the chair, who spoke, who wrote: then this shows who carries.',
  },
});

type View = ResponseOf<typeof readCarriers>;

/** One branch: how many carry in effect, who carries what, and what should be handed down. */
export function BranchCarriers({ id, linked = false }: { id: string; linked?: boolean }) {
  const t = useMessages(m);
  const words = useMessages(carrierWords);
  const pick = useLabel();
  const { data, error, refetch } = useCall(readCarriers, { params: { id } });
  const back = linked ? { to: '/carriers', label: t.back } : undefined;
  if (!data) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={t.title(data.org.name)}
      lead={t.lead(formatDay(data.from), formatDay(data.until))}
      back={back}
      badge={<StateTag shade={classShades[data.class]}>{words.classes[data.class]}</StateTag>}
    >
      <div className={css['column']}>
        {!data.names && <Note>{t.own}</Note>}
        {data.clerkOf && (
          <Note shade="warn">
            <strong>{pick(data.clerkOf.title)}</strong>：
            {t.clerk(data.clerkOf.name, data.clerkOf.entered, Math.round(data.clerkOf.behalf / 100))}
            {pick(data.clerkOf.note)}
          </Note>
        )}
        <Panel title={t.figures} note={pick(data.classNote)}>
          <Figures>
            <Figure
              label={t.effective}
              value={(data.effective / 1000).toFixed(1)}
              note={t.of(data.members)}
            />
            <Figure label={t.top} value={Math.round(data.topShare / 100)} unit="%" />
            <Figure label={t.secretary} value={Math.round(data.secretaryShare / 100)} unit="%" />
          </Figures>
        </Panel>
        {data.handDown.length > 0 && (
          <Panel title={t.handDown} note={t.handDownNote(data.handDown[0]?.holder ?? '')}>
            <ul>
              {data.handDown.map((duty) => (
                <li key={duty.code}>
                  {duty.code} {duty.title}
                </li>
              ))}
            </ul>
          </Panel>
        )}
        <People data={data} />
      </div>
    </PageFrame>
  );
}

function People({ data }: { data: View }) {
  const t = useMessages(m);
  if (data.persons.every((person) => person.load === 0)) {
    return (
      <Panel title={t.people}>
        <EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>
      </Panel>
    );
  }
  const isIdle = (person: View['persons'][number]) =>
    person.load === 0 &&
    !person.own &&
    (person.all === null || person.all.duties + person.all.openTasks === 0);
  const idle = data.persons.filter(isIdle);
  const names = idle.flatMap((person) => person.name ?? []);
  return (
    <Panel title={t.people} note={t.peopleNote}>
      <ol className={css['bars']}>
        {data.persons.map((person, at) => {
          if (isIdle(person)) return null;
          const name = person.name ?? t.someone(at + 1);
          return (
            <li key={person.id ?? at}>
              <span className={css['name']}>
                <strong>{name}</strong>
                {person.own && <StateTag shade="brand">{t.me}</StateTag>}
                {person.secretary && <StateTag>{t.secretaryTag}</StateTag>}
              </span>
              <Bar
                value={person.share}
                max={10_000}
                label={name}
                shade={person.secretary ? 'brand' : 'info'}
                text={`${Math.round(person.share / 100)}%`}
              />
              <small className={css['quiet']}>
                {person.load > 0
                  ? t.did(formatMinutes(person.load), person.records, person.tasks)
                  : t.nothing}
                {person.all && (
                  <>
                    {' · '}
                    {person.all.posts.length > 0 && `${person.all.posts.join(t.and)} · `}
                    {t.all(person.all.duties, person.all.open, person.all.openTasks)}
                    {person.all.over && <strong className={css['over']}> {t.over}</strong>}
                  </>
                )}
              </small>
            </li>
          );
        })}
      </ol>
      {idle.length > 0 && <p className={css['idle']}>{t.idle(idle.length, names.join(t.and))}</p>}
    </Panel>
  );
}
