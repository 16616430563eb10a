import { call } from '#shell/web/call.ts';
import { useGo } from '#shell/web/location.ts';
import { type CaseView, listCases } from '../cases.contract.ts';
import type { CaseDesk } from '../conduct.rules.ts';

/** After a step: on to the next case of the same round that waits at the desk, or back to where the desks are. */
export function useNext(view: Pick<CaseView, 'id' | 'roundId'>, desk: CaseDesk): () => Promise<void> {
  const go = useGo();
  return async () => {
    const { items } = await call(listCases, { query: { desk, roundId: view.roundId, limit: 2 } });
    const next = items.find((row) => row.id !== view.id);
    go(next ? `/conduct/cases/${next.id}` : '/conduct');
  };
}
