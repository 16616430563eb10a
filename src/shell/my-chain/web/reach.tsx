import { readMyChain } from '#shell/my-chain/my-chain.contract.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { allPages } from '#shell/web/page-list.ts';
import { Figure, Figures, Panel } from '#shell/web/panel.tsx';

const m = messages({
  zh: {
    title: '我负责的组织',
    organisations: '组织',
    members: '党员',
    overdue: '逾期事项',
    problems: '未销号问题',
    late: (n: number) => `其中逾期 ${n} 个`,
    over: (n: number) => `${n}+`,
    see: '查看',
    units: { body: '个', person: '人', item: '项', problem: '个' },
  },
  en: {
    title: 'What I look after',
    organisations: 'Bodies',
    members: 'Members',
    overdue: 'Overdue',
    problems: 'Open problems',
    late: (n) => `${n} of them overdue`,
    over: (n) => `${n}+`,
    see: 'See',
    units: { body: '', person: '', item: '', problem: '' },
  },
});

/** The state of the organisations that the reader looks after, in four figures. */
export function Reach() {
  const t = useMessages(m);
  const { data } = useCall(readMyChain, {});
  const reach = data?.reach;
  if (!reach) return null;
  const count = (n: number) => (n >= reach.countedTo ? t.over(reach.countedTo) : n);
  return (
    <Panel title={t.title} note={reach.names.join('、')}>
      <Figures>
        <Figure
          label={t.organisations}
          value={reach.organisations}
          unit={t.units.body}
          note={<See to="/organisations" what={t.organisations} />}
        />
        <Figure label={t.members} value={reach.members} unit={t.units.person} />
        <Figure
          label={t.overdue}
          value={count(reach.overdue)}
          unit={t.units.item}
          note={<See to="/obligations?state=late" what={t.overdue} />}
        />
        <Figure
          label={t.problems}
          value={count(reach.problems)}
          unit={t.units.problem}
          note={
            <>
              {reach.lateProblems > 0 && `${t.late(reach.lateProblems)} `}
              <See to="/ledger" what={t.problems} />
            </>
          }
        />
      </Figures>
    </Panel>
  );
}

function See({ to, what }: { to: string; what: string }) {
  const t = useMessages(m);
  if (!allPages().some((page) => page.path === to.split('?')[0])) return null;
  return (
    <AppLink to={to}>
      {t.see}
      <span className="z-hidden">：{what}</span>
    </AppLink>
  );
}
