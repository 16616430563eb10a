import { Button } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useGo, useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Bar, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { withColon } from '#shell/web/punctuation.ts';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { type LiaisonView, proposeLiaison, readLiaison, settleLiaison } from '../liaison.contract.ts';
import css from './liaison.module.css';
import { liaisonWords } from './liaison-words.ts';

const m = messages({
  zh: {
    title: '分配联系人',
    lead: '这是建议：人数均衡，照顾工作关系和离岗，尽量不换人。可以逐个改，改好后确定。',
    back: '双联系',
    load: '每人联系几名党员',
    people: (n: number) => `${n} 人`,
    over: (limit: number) => `一人最多联系 ${limit} 名党员。`,
    members: '支委联系党员',
    masses: '党员联系非党员',
    name: '党员',
    outsider: '称呼',
    place: '所在处室',
    keeper: '联系人',
    keeperOf: (name: string) => `${name} 的联系人`,
    why: '理由',
    was: (name: string) => `原为 ${name}`,
    changed: '换人',
    own: '自行调整',
    missing: (n: number) => `有 ${n} 名党员还没有联系人。`,
    save: '确定分配',
    saved: '分配已确定',
    empty: '没有可以分配的党员',
    teach: '支部有了党员和支委，就能给出建议。',
  },
  en: {
    title: 'Assign contacts',
    lead: 'A proposal: balanced, respecting working ties and absences, changing as few as possible. Change what you like, then settle it.',
    back: 'Liaison',
    load: 'Members a person keeps contact with',
    people: (n) => `${n}`,
    over: (limit) => `At most ${limit} members for one person.`,
    members: 'Committee members and members',
    masses: 'Members and people outside the Party',
    name: 'Member',
    outsider: 'Name',
    place: 'Works at',
    keeper: 'Contact',
    keeperOf: (name) => `Who keeps contact with ${name}`,
    why: 'Why',
    was: (name) => `was ${name}`,
    changed: 'changed',
    own: 'your choice',
    missing: (n) => `${n} members have nobody yet.`,
    save: 'Settle it',
    saved: 'Settled',
    empty: 'There is nobody to assign',
    teach: 'With members and a committee, a proposal can be made.',
  },
});

/** The proposal, to be looked over, changed and settled. */
export default function AssignPage() {
  const t = useMessages(m);
  const id = useParam('id');
  const view = useCall(readLiaison, { params: { id } });
  const proposal = useCall(proposeLiaison, { params: { id } }, { staleTime: 0 });
  const error = view.error ?? proposal.error;
  return (
    <PageFrame
      title={view.data ? withColon(t.title, view.data.orgName) : t.title}
      lead={t.lead}
      back={{ to: `/liaison/${id}`, label: t.back }}
    >
      {error ? (
        <ErrorSentence error={error} />
      ) : !view.data || !proposal.data ? (
        <Skeleton />
      ) : view.data.members.length === 0 ? (
        <Panel>
          <EmptyState title={t.empty}>{t.teach}</EmptyState>
        </Panel>
      ) : (
        <Assigning key={proposal.data.version} view={view.data} proposal={proposal.data} />
      )}
    </PageFrame>
  );
}

type Proposal = ResponseOf<typeof proposeLiaison>;
type Chosen = ReadonlyMap<string, string | null>;

function Assigning({ view, proposal }: { view: LiaisonView; proposal: Proposal }) {
  const t = useMessages(m);
  const go = useGo();
  const [pairs, setPairs] = useState<Chosen>(
    () => new Map(proposal.pairs.map((pair) => [pair.personId, pair.keeperId])),
  );
  const [outside, setOutside] = useState<Chosen>(
    () => new Map(proposal.outsiders.map((pair) => [pair.id, pair.keeperId])),
  );
  const send = useSend(settleLiaison, {
    onDone: () => {
      notify(t.saved);
      go(`/liaison/${view.orgId}`);
    },
  });
  const missing = [...pairs.values()].filter((keeperId) => keeperId === null).length;
  return (
    <>
      <Loads view={view} pairs={pairs} />
      <Panel title={t.members} flush>
        <PairTable
          first={t.name}
          rows={proposal.pairs.map((pair) => ({ ...pair, id: pair.personId }))}
          nameOf={(id) => view.members.find((head) => head.personId === id)?.name ?? '—'}
          view={view}
          keepers={view.members.filter((head) => head.part !== null)}
          chosen={pairs}
          onChange={setPairs}
        />
      </Panel>
      {proposal.outsiders.length > 0 && (
        <Panel title={t.masses} flush>
          <PairTable
            first={t.outsider}
            rows={proposal.outsiders}
            nameOf={(id) => {
              const one = view.outsiders.find((each) => each.id === id);
              return [one?.name, one?.place].filter(Boolean).join(' · ');
            }}
            view={view}
            keepers={view.members}
            chosen={outside}
            onChange={setOutside}
          />
        </Panel>
      )}
      {missing > 0 && <Note shade="warn">{t.missing(missing)}</Note>}
      {send.error && <ErrorSentence error={send.error} />}
      <div className={css['foot']}>
        <Button
          type="primary"
          size="large"
          loading={send.pending}
          onClick={() =>
            void send.send({
              params: { id: view.orgId },
              ifMatch: proposal.version,
              body: {
                pairs: [...pairs].map(([personId, keeperId]) => ({ personId, keeperId })),
                outsiders: [...outside].map(([id, keeperId]) => ({ id, keeperId })),
              },
            })
          }
        >
          {t.save}
        </Button>
      </div>
    </>
  );
}

function Loads({ view, pairs }: { view: LiaisonView; pairs: Chosen }) {
  const t = useMessages(m);
  const count = (id: string) => [...pairs.values()].filter((keeperId) => keeperId === id).length;
  const keepers = view.members.filter((head) => head.part === 'committee' || count(head.personId) > 0);
  const most = Math.max(1, ...keepers.map((head) => count(head.personId)));
  return (
    <Panel title={t.load} note={t.over(view.limits.members)}>
      <ul className={css['loads']}>
        {keepers.map((head) => (
          <li key={head.personId}>
            <span>{head.name}</span>
            <Bar
              label={head.name}
              value={count(head.personId)}
              max={most}
              text={t.people(count(head.personId))}
              shade={count(head.personId) > view.limits.members ? 'bad' : 'brand'}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

type Row = {
  id: string;
  keeperId: string | null;
  nowId: string | null;
  why: Proposal['pairs'][number]['why'];
};
type TableProps = {
  first: string;
  rows: readonly Row[];
  nameOf: (id: string) => string;
  view: LiaisonView;
  keepers: LiaisonView['members'];
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
};

function PairTable({ first, rows, nameOf, view, keepers, chosen, onChange }: TableProps) {
  const t = useMessages(m);
  const words = useMessages(liaisonWords);
  const person = (id: string) => view.members.find((head) => head.personId === id)?.name ?? '—';
  return (
    <table className={css['grid']}>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">{t.keeper}</th>
          <th scope="col">{t.why}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const now = chosen.get(row.id) ?? null;
          return (
            <tr key={row.id}>
              <th scope="row">{nameOf(row.id)}</th>
              <td data-label={t.keeper}>
                <select
                  className={css['select']}
                  aria-label={t.keeperOf(nameOf(row.id))}
                  value={now ?? ''}
                  onChange={(event) => onChange(new Map(chosen).set(row.id, event.target.value || null))}
                >
                  <option value="">{words.nobody}</option>
                  {keepers
                    .filter((head) => head.personId !== row.id)
                    .map((head) => (
                      <option key={head.personId} value={head.personId}>
                        {head.name}
                      </option>
                    ))}
                </select>
              </td>
              <td data-label={t.why}>
                {now === row.keeperId ? words.why[row.why] : t.own}{' '}
                {row.nowId !== null && row.nowId !== now && (
                  <StateTag shade="warn">{t.was(person(row.nowId))}</StateTag>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
