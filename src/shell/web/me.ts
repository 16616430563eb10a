import { type Me, readMe } from '#platform/auth/session.contract.ts';
import type { RoleName } from '#platform/http/endpoint.ts';
import { keyOf, queries, useCall } from './api.ts';

/** Who is signed in: undefined while that is being asked, null for nobody. */
export function useMe(): Me | null | undefined {
  const { data, error } = useCall(readMe, {}, { staleTime: 60_000 });
  if (data) return data;
  return error?.status === 401 ? null : undefined;
}

/** Whether the session of the person shown has ended meanwhile: the page stays, and asks to sign in again. */
export function useSessionEnded(): boolean {
  const { data, error } = useCall(readMe, {}, { staleTime: 60_000 });
  return data !== undefined && error?.status === 401;
}

/** Why it could not be asked who is signed in (no connection, server down), or null. */
export function useMeError() {
  const { error, refetch } = useCall(readMe, {}, { staleTime: 60_000 });
  return error && error.status !== 401 ? { error, retry: () => void refetch() } : null;
}

/** The roles held anywhere, each once. */
export function rolesOf(me: Me): RoleName[] {
  return [...new Set(me.grants.map((grant) => grant.role))];
}

/** Whether the person signed in holds one of the roles anywhere: for what a page offers, never instead of the server. */
export function useHolds(...roles: RoleName[]): boolean {
  const me = useMe();
  return me ? me.grants.some((grant) => roles.includes(grant.role)) : false;
}

/** Forgets everything that was read, after signing in or out, and asks anew who is there. */
export async function forgetReplies(): Promise<void> {
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== keyOf(readMe)[0] });
  await queries.resetQueries({ queryKey: [keyOf(readMe)[0]] });
}

/** After signing in again as the same person: everything read is asked for anew, and the page stays as it is. */
export async function resumeSession(): Promise<void> {
  await queries.refetchQueries({ queryKey: [keyOf(readMe)[0]] });
  await queries.invalidateQueries();
}
