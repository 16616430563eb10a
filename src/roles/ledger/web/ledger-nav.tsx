import { useEffect, useRef } from 'react';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { usePath } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { groupReports } from '../intake/intake.contract.ts';
import css from './ledger.module.css';

const m = messages({
  zh: {
    label: '台账各页',
    ledger: '台账',
    reports: '反映受理',
    waiting: (n: number) => `${n} 条待受理`,
    sessions: '每月对账',
    drives: '专项整顿',
    figures: '账龄和流量',
    codes: '公开反映码',
    mine: '我要反映',
  },
  en: {
    label: 'Pages of the ledger',
    ledger: 'Ledger',
    reports: 'Reports',
    waiting: (n) => `${n} waiting`,
    sessions: 'Reconciliation',
    drives: 'Drives',
    figures: 'Ageing and flow',
    codes: 'Public codes',
    mine: 'Report a problem',
  },
});

/** The ways between the pages of the ledger, as far as the reader may go. */
export function LedgerNav() {
  const t = useMessages(m);
  const above = useHolds('clerk', 'officer', 'secretary');
  const member = useHolds('member');
  const nav = useRef<HTMLElement>(null);
  const path = usePath();
  // On a phone the row scrolls: the page one is on must stand within it. Only the row is moved, not the page.
  useEffect(() => {
    const here = nav.current?.querySelector<HTMLElement>(`a[href="${path}"]`);
    if (here && nav.current) nav.current.scrollLeft = here.offsetLeft - nav.current.clientWidth / 3;
  }, [path]);
  const { data } = useCall(groupReports, {}, { enabled: above, staleTime: 60_000 });
  const pages: readonly { to: string; label: string; count?: number | undefined; shown: boolean }[] = [
    { to: '/ledger', label: t.ledger, shown: true },
    { to: '/ledger/reports', label: t.reports, count: data?.waiting, shown: above },
    { to: '/ledger/sessions', label: t.sessions, shown: above },
    { to: '/ledger/drives', label: t.drives, shown: true },
    { to: '/ledger/figures', label: t.figures, shown: above },
    { to: '/ledger/codes', label: t.codes, shown: above },
    { to: '/ledger/mine', label: t.mine, shown: member },
  ];
  return (
    <nav ref={nav} className={`${css['nav']} z-no-print`} aria-label={t.label}>
      {pages
        .filter((page) => page.shown)
        .map((page) => (
          <AppLink key={page.to} to={page.to} exact>
            {page.label}
            {page.count ? (
              <span className={css['count']}>
                <span aria-hidden="true">{page.count}</span>
                <span className="z-hidden">{t.waiting(page.count)}</span>
              </span>
            ) : null}
          </AppLink>
        ))}
    </nav>
  );
}
