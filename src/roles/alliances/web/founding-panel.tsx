import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { ReasonDialog } from '#shell/web/reason-dialog.tsx';
import type { AllianceView } from '../alliances.contract.ts';
import { dissolveFounded } from '../founding.contract.ts';
import css from './alliances.module.css';
import { FoundDialog } from './found-dialog.tsx';

const m = messages({
  zh: {
    title: '组织树中的党组织',
    wait: (moves: boolean) =>
      moves
        ? '批准之后由批准机关在组织树中成立，党员组织关系随之转入，书记按任职规定任命。'
        : '批准之后由批准机关在组织树中成立，编入党员、指定书记；党员组织关系留在原支部。',
    ready: (moves: boolean) =>
      `已经批准，还没有成立。成立、${moves ? '转入' : '编入'}党员、任命书记一步办完。`,
    found: '在组织树中成立',
    stands: '已经成立：',
    setUp: '设置、届期和任职',
    appoint: '任命书记、委员',
    term: (day: string) =>
      `到${day}为止：任务完成或期满即撤销，不换届；一般不发展党员、不处分党员、不收缴党费。`,
    due: '期限已过或已终止，请撤销。',
    dissolve: '撤销',
    gone: (day: string, moves: boolean) => `已于${day}撤销${moves ? '，党员回到原支部' : ''}。`,
    why: '撤销理由',
    whyHint: '例如：任务已经完成；各方人数已经补足，分别成立支部',
    consequence: (moves: boolean) =>
      `撤销后${moves ? '党员回到原支部' : '党员不再编入'}，这个支部的职务同日终止；协议还在运行的一并终止。`,
    done: (n: number, moves: boolean) => `已撤销，${n} 名党员${moves ? '回到原支部' : '不再编入'}`,
  },
  en: {
    title: 'Its organisation in the tree',
    wait: (moves) =>
      moves
        ? 'Once approved, whoever approves founds it in the tree: members move into it and its secretary is appointed.'
        : 'Once approved, whoever approves founds it in the tree, attaches members and names its secretary; membership stays at home.',
    ready: () => 'Approved, but not founded yet. Founding, members and secretary are one step.',
    found: 'Found it in the tree',
    stands: 'It stands: ',
    setUp: 'set-up, term and posts',
    appoint: 'appoint its secretary and committee',
    term: (day) =>
      `Until ${day}: it ends with its task or its term, without elections; no admission, discipline or dues.`,
    due: 'Its reason is over: dissolve it.',
    dissolve: 'Dissolve it',
    gone: (day, moves) => `Dissolved on ${day}${moves ? '; its members went back to their branches' : ''}.`,
    why: 'Why',
    whyHint: 'for instance: the task is done; each party has enough members for a branch of its own',
    consequence: (moves) =>
      `Members ${moves ? 'go back to their branches' : 'are no longer attached'}, posts end the same day, and a case that still runs ends.`,
    done: (n, moves) => `Dissolved; ${n} members ${moves ? 'went back' : 'are no longer attached'}`,
  },
});

/** Of a mode that makes an organisation: whether it stands in the tree, and the one step to found or dissolve it. */
export function FoundingPanel({ alliance }: { alliance: AllianceView }) {
  const t = useMessages(m);
  const [open, setOpen] = useState<'found' | 'dissolve' | null>(null);
  const { founding } = alliance;
  if (!founding || alliance.state === 'withdrawn') return null;
  const close = () => setOpen(null);
  return (
    <Panel
      title={t.title}
      actions={
        <>
          {founding.mayFound && (
            <Button type="primary" onClick={() => setOpen('found')}>
              {t.found}
            </Button>
          )}
          {founding.mayDissolve && (
            <Button type={founding.due ? 'primary' : 'default'} onClick={() => setOpen('dissolve')}>
              {t.dissolve}
            </Button>
          )}
        </>
      }
    >
      <Standing alliance={alliance} founding={founding} />
      {open === 'found' && <FoundDialog alliance={alliance} onClose={close} />}
      {open === 'dissolve' && <DissolveDialog alliance={alliance} moves={founding.moves} onClose={close} />}
    </Panel>
  );
}

type Founding = NonNullable<AllianceView['founding']>;

function Standing({ alliance, founding }: { alliance: AllianceView; founding: Founding }) {
  const t = useMessages(m);
  if (founding.org === null) return <p>{(alliance.state === 'active' ? t.ready : t.wait)(founding.moves)}</p>;
  if (founding.dissolvedOn !== null) return <p>{t.gone(formatDay(founding.dissolvedOn), founding.moves)}</p>;
  return (
    <>
      <p>
        {t.stands}
        <AppLink to={`/organisations/${founding.org.id}`}>{founding.org.name}</AppLink>
        {' · '}
        {founding.moves ? (
          <AppLink to={`/set-up/${founding.org.id}`}>{t.setUp}</AppLink>
        ) : (
          <AppLink to={`/set-up/${founding.org.id}/appoint`}>{t.appoint}</AppLink>
        )}
      </p>
      {!founding.moves && !founding.due && (
        <p className={css['quiet']}>{t.term(formatDay(alliance.sunsetOn))}</p>
      )}
      {founding.due && <p className={css['late']}>{t.due}</p>}
    </>
  );
}

type DissolveProps = { alliance: AllianceView; moves: boolean; onClose: () => void };

function DissolveDialog({ alliance, moves, onClose }: DissolveProps) {
  const t = useMessages(m);
  const { send, pending, error } = useSend(dissolveFounded, {
    onDone: ({ returned }) => {
      notify(t.done(returned, moves));
      onClose();
    },
  });
  return (
    <ReasonDialog
      label={t.why}
      hint={t.whyHint}
      title={t.dissolve}
      confirm={t.dissolve}
      pending={pending}
      error={error}
      onClose={onClose}
      onConfirm={(note) => send({ params: { id: alliance.id }, ifMatch: alliance.version, body: { note } })}
    >
      <p>{t.consequence(moves)}</p>
    </ReasonDialog>
  );
}
