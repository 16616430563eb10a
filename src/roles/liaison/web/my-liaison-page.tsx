import { Button } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDay, formatDayShort } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { readMyLiaison } from '../liaison.contract.ts';
import { type Contact, ContactDialog } from './contact-dialog.tsx';
import css from './liaison.module.css';
import { OutsiderDialog } from './outsider-dialog.tsx';
import { ForgetButton } from './outsiders-panel.tsx';

const m = messages({
  zh: {
    title: '我的联系',
    lead: (due: number) => (due === 0 ? '最近都联系过了。' : `有 ${due} 人一段时间没联系了。`),
    keeper: (name: string) => `联系您的支委：${name}。`,
    keeperLast: (day: string) => `最近一次联系：${day}。`,
    noKeeper: '支部还没有给您确定联系人，可以向支部书记提出。',
    all: '本支部谁联系谁',
    members: '我联系的党员',
    membersNone: '您没有分到要联系的党员。支委和党小组组长才有。',
    masses: '我联系的非党员',
    massesNote: (limit: number) => `最多 ${limit} 人`,
    massesNone: '还没有登记',
    massesTeach: '身边有经常联系的非党员同志，告诉对方以后登记一个称呼即可。',
    add: '登记一人',
    record: '记一次',
    recordFor: (name: string) => `记一次和 ${name} 的联系`,
    last: (day: string) => `最近 ${day}`,
    never: '还没有联系',
    due: '该联系了',
    recent: '最近的记录',
    forgotten: '（已按对方要求删除）',
    layers: { member: '党员', mass: '非党员' },
    none: '还没有记录。',
  },
  en: {
    title: 'My contacts',
    lead: (due) => (due === 0 ? 'You are in touch with everybody.' : `It is time again with ${due}.`),
    keeper: (name) => `Who keeps contact with you: ${name}.`,
    keeperLast: (day) => ` Last in touch on ${day}.`,
    noKeeper: 'The branch has not said yet who keeps contact with you; ask the secretary.',
    all: 'Who keeps contact with whom in the branch',
    members: 'Members I keep contact with',
    membersNone: 'None. Only committee members and leaders of groups have some.',
    masses: 'My contacts outside the Party',
    massesNote: (limit) => `at most ${limit}`,
    massesNone: 'Nobody is entered yet',
    massesTeach: 'If you keep in touch with colleagues outside the Party, tell them, then enter a name.',
    add: 'Add somebody',
    record: 'Note it',
    recordFor: (name) => `Note a contact with ${name}`,
    last: (day) => `last ${day}`,
    never: 'not yet',
    due: 'time again',
    recent: 'Latest',
    forgotten: '(deleted at their request)',
    layers: { member: 'member', mass: 'outside the Party' },
    none: 'Nothing noted yet.',
  },
});

type Mine = ResponseOf<typeof readMyLiaison>;

/** With whom I should be in touch again, and one button for each to note it. */
export default function MyLiaisonPage() {
  const t = useMessages(m);
  const { data: mine, error, refetch } = useCall(readMyLiaison, {});
  if (!mine) return <PendingPage narrow title={t.title} error={error} onRetry={refetch} />;
  const due = [...mine.members, ...mine.outsiders].filter((each) => each.due).length;
  return (
    <PageFrame
      narrow
      title={t.title}
      lead={mine.members.length + mine.outsiders.length > 0 ? t.lead(due) : undefined}
    >
      <Note shade={mine.keeper ? 'info' : 'warn'}>
        <p>
          {mine.keeper ? t.keeper(mine.keeper.name) : t.noKeeper}
          {mine.keeper?.lastOn && t.keeperLast(formatDay(mine.keeper.lastOn))}{' '}
          <AppLink to={`/liaison/${mine.orgId}`}>{t.all}</AppLink>
        </p>
      </Note>
      <People mine={mine} />
      <Panel title={t.recent}>
        <Recent mine={mine} />
      </Panel>
    </PageFrame>
  );
}

function People({ mine }: { mine: Mine }) {
  const t = useMessages(m);
  const [contact, setContact] = useState<Contact | null>(null);
  const [adding, setAdding] = useState(false);
  return (
    <>
      <Panel title={t.members}>
        {mine.members.length === 0 ? (
          <p className="z-quiet">{t.membersNone}</p>
        ) : (
          <ul className={css['people']}>
            {mine.members.map((each) => (
              <Person
                key={each.personId}
                name={each.name}
                lastOn={each.lastOn}
                due={each.due}
                onRecord={() => setContact({ layer: 'member', id: each.personId, name: each.name })}
              />
            ))}
          </ul>
        )}
      </Panel>
      <Panel
        title={t.masses}
        note={t.massesNote(mine.massLimit)}
        actions={
          mine.outsiders.length < mine.massLimit && (
            <Button size="small" onClick={() => setAdding(true)}>
              {t.add}
            </Button>
          )
        }
      >
        {mine.outsiders.length === 0 ? (
          <EmptyState title={t.massesNone}>{t.massesTeach}</EmptyState>
        ) : (
          <ul className={css['people']}>
            {mine.outsiders.map((each) => (
              <Person
                key={each.id}
                name={each.name}
                place={each.place}
                lastOn={each.lastOn}
                due={each.due}
                forget={each.id}
                onRecord={() => setContact({ layer: 'mass', id: each.id, name: each.name })}
              />
            ))}
          </ul>
        )}
      </Panel>
      {contact && <ContactDialog mine={mine} to={contact} onClose={() => setContact(null)} />}
      {adding && <OutsiderDialog orgId={mine.orgId} onClose={() => setAdding(false)} />}
    </>
  );
}

type PersonProps = {
  name: string;
  place?: string;
  lastOn: string | null;
  due: boolean;
  forget?: string;
  onRecord: () => void;
};

function Person({ name, place, lastOn, due, forget, onRecord }: PersonProps) {
  const t = useMessages(m);
  return (
    <li className={css['person']}>
      <div>
        {name} {due && <StateTag shade="warn">{t.due}</StateTag>}
        <small>
          {[place, lastOn ? t.last(formatDayShort(lastOn)) : t.never].filter(Boolean).join(' · ')}
        </small>
      </div>
      {forget && <ForgetButton id={forget} name={name} />}
      <Button type={due ? 'primary' : 'default'} aria-label={t.recordFor(name)} onClick={onRecord}>
        {t.record}
      </Button>
    </li>
  );
}

function Recent({ mine }: { mine: Mine }) {
  const t = useMessages(m);
  const pick = useLabel();
  const ways = new Map(mine.ways.map((way) => [way.id, way.title]));
  const topics = new Map(mine.topics.map((topic) => [topic.id, topic.title]));
  const word = (known: ReadonlyMap<string, { zh: string; en: string }>, id: string) => {
    const title = known.get(id);
    return title ? pick(title) : id;
  };
  if (mine.recent.length === 0) return <p className="z-quiet">{t.none}</p>;
  return (
    <ul className={css['list']}>
      {mine.recent.map((row) => (
        <li key={row.recordId}>
          <time dateTime={row.on}>{formatDayShort(row.on)}</time>
          <span>{row.withName ?? t.forgotten}</span>
          <span className="z-quiet">
            {[t.layers[row.layer], word(ways, row.way), ...row.topics.map((id) => word(topics, id))].join(
              ' · ',
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
