import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { ConflictDialog } from './conflict-dialog.tsx';
import { ErrorSentence } from './error-sentence.tsx';
import { Frame } from './frame.tsx';
import { DeniedPage, NotFoundPage } from './lost.tsx';
import { rolesOf, useMe, useMeError, useSessionEnded } from './me.ts';
import { Notices } from './notices.tsx';
import { usePage } from './page-list.ts';
import { mayOpen } from './page-spec.ts';
import { PublicFrame } from './public-frame.tsx';
import { Waiting } from './waiting.tsx';

const SignInPage = lazy(() => import('#shell/account/web/sign-in-page.tsx'));
const NewPasswordPage = lazy(() => import('#shell/account/web/password-page.tsx'));
const SessionEnded = lazy(() => import('#shell/account/web/session-ended.tsx'));
const RulesGate = lazy(() => import('#shell/rules/web/rules-gate.tsx'));

/**
 * Decides what surrounds a page: nothing (raters' links), the sign-in in its place when nobody is signed in (the address
 * stays, so one arrives where one wanted to go), a first duty that comes before everything else, or the frame.
 */
export function Root() {
  return (
    <>
      <Suspense fallback={<Waiting />}>
        <Inside />
      </Suspense>
      <Notices />
      <ConflictDialog />
    </>
  );
}

function Inside() {
  const page = usePage();
  const me = useMe();
  const failed = useMeError();
  const ended = useSessionEnded();
  if (page?.bare) return <Outlet />;
  if (me === undefined) {
    return failed ? (
      <PublicFrame>
        <ErrorSentence error={failed.error} onRetry={failed.retry} />
      </PublicFrame>
    ) : (
      <Waiting />
    );
  }
  if (me === null) {
    if (page?.roles !== 'public') return <SignInPage />;
    return (
      <PublicFrame>
        <Outlet />
      </PublicFrame>
    );
  }
  if (me.mustChangePassword) {
    return (
      <PublicFrame>
        <NewPasswordPage />
      </PublicFrame>
    );
  }
  return (
    <RulesGate>
      {ended && (
        <Suspense fallback={null}>
          <SessionEnded me={me} />
        </Suspense>
      )}
      <Frame me={me}>
        {!page ? <NotFoundPage /> : mayOpen(page, rolesOf(me)) ? <Outlet /> : <DeniedPage />}
      </Frame>
    </RulesGate>
  );
}
