import { notFound, ok, type Result } from '#kernel/result.ts';
import { organisationNames } from '#organisation/tree/tree.store.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { frameworkObject } from '../frameworks/frameworks.objects.ts';
import { checkDuties } from './check-duties.ts';
import { listDuties } from './duties.contract.ts';
import { type DutyRow, dutiesOf, frameworkHead, namesOfPersons } from './duties.store.ts';
import { currentOwners, ownersAtEnd } from './owners.store.ts';

type Reader = Pick<Context, 'tx' | 'actor'>;

/** A duty of an edition as it is kept. */
export type EditionDuty = Readonly<DutyRow>;

/** Who answers for a duty of an edition in an organisation, by the duty's code. */
export type EditionOwner = { code: string; orgId: string; personId: string; name: string };

/** The duties of an edition in their order, those left out included. Not found for whoever may not read its lists. */
export async function editionDuties(ctx: Reader, id: string): Promise<Result<EditionDuty[]>> {
  if (!(await authorise(ctx, listDuties, frameworkObject, [id])).has(id)) return notFound();
  return ok(await dutiesOf(ctx.tx, ctx.actor.tenantId, id));
}

/** The organisations to which single duties of some editions are addressed, by name. The editions were read by `editionDuties`. */
export async function addresseeNames(
  ctx: Reader,
  duties: readonly Pick<EditionDuty, 'only_orgs'>[],
): Promise<Map<string, string>> {
  return organisationNames(
    ctx.tx,
    ctx.actor.tenantId,
    duties.flatMap((duty) => duty.only_orgs),
  );
}

/**
 * Who answers for the duties of an edition, without the members who bear theirs by membership: of a draft who would today,
 * of the edition in force who does, of an earlier one who did on the day on which it was replaced.
 */
export async function editionOwners(ctx: Context, id: string): Promise<Result<EditionOwner[]>> {
  const { tenantId } = ctx.actor;
  const read = await editionDuties(ctx, id);
  if (!read.ok) return read;
  const edition = await frameworkHead(ctx.tx, tenantId, id);
  if (!edition) return notFound();
  const owners =
    edition.state === 'draft'
      ? (await checkDuties(ctx, { id, unitId: edition.unit.id })).solution.bindings
      : edition.state === 'issued'
        ? await currentOwners(ctx.tx, tenantId, [id])
        : await ownersAtEnd(ctx.tx, tenantId, id, edition.toOn);
  const codeOf = new Map(read.value.map((duty) => [duty.id, duty.code]));
  const names = await namesOfPersons(
    ctx.tx,
    tenantId,
    owners.map((owner) => owner.personId),
  );
  return ok(
    owners.flatMap(({ dutyId, orgId, personId }) => {
      const code = codeOf.get(dutyId);
      return code === undefined ? [] : [{ code, orgId, personId, name: names.get(personId) ?? '' }];
    }),
  );
}
