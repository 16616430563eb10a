import { Button } from 'antd';
import { useState } from 'react';
import { addDays } from '#kernel/dates.ts';
import { useSend } from '#shell/web/api.ts';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { arrangeLiaison, type LiaisonView } from '../liaison.contract.ts';
import { bondKinds } from '../liaison.rules.ts';
import css from './liaison.module.css';

const m = messages({
  zh: {
    title: '分配时要照顾的',
    hint: '只写谁和谁、哪些天，不写原因。',
    pairs: '工作关系',
    kinds: { together: '平时一起工作', apart: '不宜结对' },
    kind: (n: number) => `第 ${n} 组的关系`,
    one: (n: number) => `第 ${n} 组的一人`,
    other: (n: number) => `第 ${n} 组的另一人`,
    leaves: '离岗',
    leavesHint: (days: number) => `离岗 ${days} 天以上的，不再分给新的联系对象。`,
    who: (n: number) => `第 ${n} 项离岗的人`,
    from: (n: number) => `第 ${n} 项开始`,
    to: (n: number) => `第 ${n} 项结束`,
    addBond: '加一组',
    addLeave: '加一人',
    remove: '删去',
    removeBond: (n: number) => `删去第 ${n} 组`,
    removeLeave: (n: number) => `删去第 ${n} 项离岗`,
    save: '保存',
    saved: '已保存，重新分配时会照顾到',
  },
  en: {
    title: 'What to respect',
    hint: 'Who with whom, and which days; no reasons.',
    pairs: 'Working ties',
    kinds: { together: 'Work together', apart: 'Not to be paired' },
    kind: (n) => `Tie of pair ${n}`,
    one: (n) => `One of pair ${n}`,
    other: (n) => `The other of pair ${n}`,
    leaves: 'Away',
    leavesHint: (days) => `Whoever is away for ${days} days or more is given nobody new.`,
    who: (n) => `Who is away, ${n}`,
    from: (n) => `Begins, ${n}`,
    to: (n) => `Ends, ${n}`,
    addBond: 'Add a pair',
    addLeave: 'Add somebody',
    remove: 'Remove',
    removeBond: (n) => `Remove pair ${n}`,
    removeLeave: (n) => `Remove absence ${n}`,
    save: 'Save',
    saved: 'Saved; the next assignment respects it',
  },
});

type Props = { view: LiaisonView; onClose: () => void };

/** The dialog that says what an assignment has to respect. */
export function ArrangementDialog({ view, onClose }: Props) {
  const t = useMessages(m);
  const [bonds, setBonds] = useState(view.bonds);
  const [leaves, setLeaves] = useState(view.leaves);
  const send = useSend(arrangeLiaison, {
    onDone: () => {
      notify(t.saved);
      onClose();
    },
  });
  const first = view.members[0]?.personId ?? '';
  const second = view.members[1]?.personId ?? first;
  const changeBond = (at: number, change: Partial<(typeof bonds)[number]>) =>
    setBonds(bonds.map((each, place) => (place === at ? { ...each, ...change } : each)));
  const changeLeave = (at: number, change: Partial<(typeof leaves)[number]>) =>
    setLeaves(leaves.map((each, place) => (place === at ? { ...each, ...change } : each)));
  const person = (label: string, value: string, onChange: (id: string) => void) => (
    <select
      className={css['select']}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {view.members.map((head) => (
        <option key={head.personId} value={head.personId}>
          {head.name}
        </option>
      ))}
    </select>
  );
  return (
    <FormDialog
      title={t.title}
      confirm={t.save}
      pending={send.pending}
      error={send.error}
      width={640}
      onConfirm={() =>
        send.send({ params: { id: view.orgId }, ifMatch: view.version, body: { bonds, leaves } })
      }
      onClose={onClose}
    >
      <p className="z-quiet">{t.hint}</p>
      <h3 className={css['section']}>{t.pairs}</h3>
      {bonds.map((bond, at) => (
        <div key={at} className={css['row']}>
          {person(t.one(at + 1), bond.personId, (personId) => changeBond(at, { personId }))}
          {person(t.other(at + 1), bond.otherId, (otherId) => changeBond(at, { otherId }))}
          <select
            className={css['select']}
            aria-label={t.kind(at + 1)}
            value={bond.kind}
            onChange={(event) =>
              changeBond(at, { kind: bondKinds.find((kind) => kind === event.target.value) ?? 'together' })
            }
          >
            {bondKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t.kinds[kind]}
              </option>
            ))}
          </select>
          <Button
            type="link"
            size="small"
            aria-label={t.removeBond(at + 1)}
            onClick={() => setBonds(bonds.filter((_, place) => place !== at))}
          >
            {t.remove}
          </Button>
        </div>
      ))}
      <Button
        onClick={() => setBonds([...bonds, { kind: 'together', personId: first, otherId: second }])}
        disabled={view.members.length < 2}
      >
        {t.addBond}
      </Button>
      <h3 className={css['section']}>{t.leaves}</h3>
      <p className="z-quiet">{t.leavesHint(view.limits.awayDays)}</p>
      {leaves.map((leave, at) => (
        <div key={at} className={css['row']}>
          {person(t.who(at + 1), leave.personId, (personId) => changeLeave(at, { personId }))}
          <input
            type="date"
            className={css['select']}
            aria-label={t.from(at + 1)}
            value={leave.from}
            onChange={(event) => changeLeave(at, { from: event.target.value })}
          />
          <input
            type="date"
            className={css['select']}
            aria-label={t.to(at + 1)}
            value={leave.to}
            onChange={(event) => changeLeave(at, { to: event.target.value })}
          />
          <Button
            type="link"
            size="small"
            aria-label={t.removeLeave(at + 1)}
            onClick={() => setLeaves(leaves.filter((_, place) => place !== at))}
          >
            {t.remove}
          </Button>
        </div>
      ))}
      <Button
        onClick={() =>
          setLeaves([
            ...leaves,
            { personId: first, from: today(), to: addDays(today(), view.limits.awayDays) },
          ])
        }
        disabled={first === ''}
      >
        {t.addLeave}
      </Button>
    </FormDialog>
  );
}
