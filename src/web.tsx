import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { accountPages } from '#shell/account/web/pages.tsx';
import { homePages } from '#shell/home/web/pages.tsx';
import { rulesPages } from '#shell/rules/web/pages.tsx';
import { setupPages } from '#shell/setup/web/pages.tsx';
import { queries } from '#shell/web/api.ts';
import { language, setLanguage } from '#shell/web/language.ts';
import type { PageSpec } from '#shell/web/page-spec.ts';
import { routerOf } from '#shell/web/router.tsx';
import { startTheme } from '#shell/web/theme.ts';
import { ThemeProvider } from '#shell/web/theme-provider.tsx';
import 'antd/dist/reset.css';
import '#shell/web/base.css';

/** Every page of the application: one import and one spread a feature. */
const pages: readonly PageSpec[] = [...setupPages, ...homePages, ...accountPages, ...rulesPages];

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
