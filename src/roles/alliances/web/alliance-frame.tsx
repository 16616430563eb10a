import type { ReactNode } from 'react';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { type AllianceView, readAlliance } from '../alliances.contract.ts';
import { allianceWords, stateShades } from './alliance-words.ts';
import css from './alliances.module.css';
import { useAllianceNames } from './use-modes.ts';

const m = messages({
  zh: {
    lead: (mode: string, who: string, until: string) => `${mode} · 牵头：${who} · 至 ${until}`,
  },
  en: { lead: (mode, who, until) => `${mode} · lead: ${who} · until ${until}` },
});

/** The agreement's address is the beginning of the others': only the very page is the one where one is. */
const exact = { activeOptions: { exact: true } } as object;

type Props = { id: string; children: (alliance: AllianceView) => ReactNode };

/** The frame of an alliance's four pages: its name and state, the way between the pages, and the page. */
export function AllianceFrame({ id, children }: Props) {
  const t = useMessages(m);
  const words = useMessages(allianceWords);
  const names = useAllianceNames();
  const { data, error, refetch } = useCall(readAlliance, { params: { id } });
  const back = { to: '/alliances', label: words.registry };
  if (!data) return <PendingPage title={words.registry} back={back} error={error} onRetry={refetch} />;
  const tabs = [
    ['', words.tabs.agreement],
    ['/work', words.tabs.work],
    ['/topics', words.tabs.topics],
    ['/figures', words.tabs.figures],
  ] as const;
  return (
    <PageFrame
      title={data.name}
      back={back}
      badge={<StateTag shade={stateShades[data.state]}>{words.states[data.state]}</StateTag>}
      lead={t.lead(names.mode(data.mode), data.leadName, data.sunsetOn)}
    >
      <nav className={`${css['tabs']} z-no-print`} aria-label={words.sections}>
        {tabs.map(([tail, label]) => {
          const to = `/alliances/${id}${tail}`;
          return (
            <AppLink key={to} to={to} {...exact}>
              {label}
            </AppLink>
          );
        })}
      </nav>
      {children(data)}
    </PageFrame>
  );
}
