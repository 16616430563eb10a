import { newId } from '#kernel/ids.ts';
import { ok, type Result } from '#kernel/result.ts';
import { holdsOver } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { insertEvidence, setConfirmed } from '#records/evidence.store.ts';
import { checkPersons, fileRecord } from '#records/file-record.ts';
import { fulfil } from '#roles/work-records/fulfilment.ts';
import { filingRule } from '#roles/work-records/work-content.ts';
import type { LoadedProblem } from './ledger.store.ts';

const KIND = 'problem-closed';
const EVIDENCE = 'verified-fix';

/**
 * Turns a verified problem into a record of its owner's work, so that nobody reports it a second time: the record meets what it fulfils, and
 * carries the effect as evidence. Only a verifier of the work committee stands outside the unit and so confirms the effect as a result.
 */
export async function recordClosedProblem(ctx: Context, problem: LoadedProblem): Promise<Result<null>> {
  const owner = { personId: problem.ownerPersonId, part: 'present' as const };
  const known = await checkPersons(ctx, problem.orgPath, [owner]);
  const filed = await fileRecord(ctx, {
    org: { id: problem.orgId, path: problem.orgPath },
    kind: KIND,
    occurredOn: ctx.today,
    title: problem.title,
    subject: `${problem.id}/${problem.version}`,
    minutesSpent: 0,
    outcome: problem.effect,
    // An owner who has left the unit meanwhile does not keep the problem open.
    persons: known.ok ? [owner] : [],
    filing: filingRule(ctx.services.content),
  });
  if (!filed.ok) return filed;
  const { tenantId, accountId } = ctx.actor;
  const evidenceId = newId();
  await insertEvidence(
    ctx.tx,
    tenantId,
    {
      id: evidenceId,
      recordId: filed.value.recordId,
      kind: EVIDENCE,
      type: 'result',
      text: proofOf(ctx, problem),
    },
    { by: problem.submitterAccountId, at: ctx.now },
  );
  if (holdsOver(ctx.actor, problem.orgPath, 'clerk'))
    await setConfirmed(ctx.tx, tenantId, evidenceId, { as: 'other-unit', by: accountId, at: ctx.now });
  await fulfil(ctx, filed.value.recordId);
  return ok(null);
}

/** The effect with what shows it, as one piece of evidence: it was verified as a whole. */
function proofOf(ctx: Context, problem: LoadedProblem): string {
  const kinds = ctx.services.content.index.evidenceKind;
  const shown = problem.evidence.map(({ kind, text }) => `${kinds.get(kind)?.title.zh ?? kind}：${text}`);
  return [problem.effect, ...shown].join('\n').slice(0, 2000);
}
