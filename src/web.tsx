// First: contracts make validators as soon as they are loaded.
import '#shell/web/no-eval.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { importPages } from '#organisation/import/web/pages.tsx';
import { organisationPages } from '#organisation/web/pages.tsx';
import { ballotsPages } from '#oversight/ballots/web/pages.tsx';
import { conductPages } from '#oversight/conduct/web/pages.tsx';
import { redLinesPages } from '#oversight/red-lines/web/pages.tsx';
import { resultsPages } from '#oversight/results/web/pages.tsx';
import { roundsPages } from '#oversight/rounds/web/pages.tsx';
import { schemesPages } from '#oversight/schemes/web/pages.tsx';
import { selfReportsPages } from '#oversight/self-reports/web/pages.tsx';
import { agendaPages } from '#roles/agenda/web/pages.tsx';
import { alliancesPages } from '#roles/alliances/web/pages.tsx';
import { carriersPages } from '#roles/carriers/web/pages.tsx';
import { desksPages } from '#roles/desks/web/pages.tsx';
import { disputesPages } from '#roles/disputes/web/pages.tsx';
import { dutiesPages } from '#roles/duties/web/pages.tsx';
import { frameworksPages } from '#roles/frameworks/web/pages.tsx';
import { fusionPages } from '#roles/fusion/web/pages.tsx';
import { leadingGroupPages } from '#roles/leading-group/web/pages.tsx';
import { ledgerPages } from '#roles/ledger/web/pages.tsx';
import { liaisonPages } from '#roles/liaison/web/pages.tsx';
import { meetingsPages } from '#roles/meetings/web/pages.tsx';
import { obligationsPages } from '#roles/obligations/web/pages.tsx';
import { orphansPages } from '#roles/orphans/web/pages.tsx';
import { ownHandPages } from '#roles/own-hand/web/pages.tsx';
import { remindersPages } from '#roles/reminders/web/pages.tsx';
import { tasksPages } from '#roles/tasks/web/pages.tsx';
import { termsPages } from '#roles/terms/web/pages.tsx';
import { workRecordsPages } from '#roles/work-records/web/pages.tsx';
import { accountPages } from '#shell/account/web/pages.tsx';
import { accountsPages } from '#shell/accounts/web/pages.tsx';
import { auditPages } from '#shell/audit/web/pages.tsx';
import { myChainPages } from '#shell/my-chain/web/pages.tsx';
import { ownDataPages } from '#shell/own-data/web/pages.tsx';
import { roleGrantsPages } from '#shell/role-grants/web/pages.tsx';
import { rulesPages } from '#shell/rules/web/pages.tsx';
import { setupPages } from '#shell/setup/web/pages.tsx';
import { queries } from '#shell/web/api.ts';
import { language, setLanguage } from '#shell/web/language.ts';
import type { PageSpec } from '#shell/web/page-spec.ts';
import { routerOf } from '#shell/web/router.tsx';
import { startTheme } from '#shell/web/theme.ts';
import { ThemeProvider } from '#shell/web/theme-provider.tsx';
import { startTrustedTypes } from '#shell/web/trusted-types.ts';
import 'antd/dist/reset.css';
import '#shell/web/base.css';

/** Every page of the application: one import and one spread a feature. */
const pages: readonly PageSpec[] = [
  ...setupPages,
  ...myChainPages,
  ...accountPages,
  ...rulesPages,
  ...organisationPages,
  ...importPages,
  ...roleGrantsPages,
  ...ownDataPages,
  ...auditPages,
  ...accountsPages,
  ...roundsPages,
  ...ballotsPages,
  ...frameworksPages,
  ...dutiesPages,
  ...orphansPages,
  ...obligationsPages,
  ...agendaPages,
  ...meetingsPages,
  ...workRecordsPages,
  ...tasksPages,
  ...remindersPages,
  ...desksPages,
  ...selfReportsPages,
  ...conductPages,
  ...liaisonPages,
  ...ledgerPages,
  ...alliancesPages,
  ...disputesPages,
  ...termsPages,
  ...ownHandPages,
  ...leadingGroupPages,
  ...fusionPages,
  ...carriersPages,
  ...schemesPages,
  ...resultsPages,
  ...redLinesPages,
];

startTrustedTypes();
startTheme();
setLanguage(language());

const router = routerOf(pages);
const place = document.getElementById('app');
if (!place) throw new Error('index.html has no #app');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ThemeProvider>
        <RouterProvider router={router} />
      </ThemeProvider>
    </QueryClientProvider>
  </StrictMode>,
);
