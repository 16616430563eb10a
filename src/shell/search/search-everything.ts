import { readPerson } from '#organisation/persons/persons.contract.ts';
import { inScope, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { readDuty } from '#roles/duties/duties.contract.ts';
import { search } from './search.contract.ts';
import { findDuties, findOrganisations, findPersons } from './search.store.ts';

const MOST = 6;

/**
 * Organisations, persons and duties by a word. Each kind is searched within the reach of the endpoint that opens it, so
 * that no hit leads to a page that refuses; a member finds only the persons whose file he may open: himself.
 */
export async function searchEverything(ctx: Context, q: string): Promise<ResponseOf<typeof search>> {
  const { tenantId, personId } = ctx.actor;
  const organisations = await findOrganisations(
    ctx.tx,
    tenantId,
    inScope(scopeOf(ctx.actor, search), { path: 'o.path', org: 'o.id' }),
    q,
    MOST,
  );
  const readable = inScope(scopeOf(ctx.actor, readPerson), { path: 'o.path', org: 'o.id', person: 'p.id' });
  const persons = await findPersons(ctx.tx, tenantId, readable, q, MOST);
  const lists = inScope(scopeOf(ctx.actor, readDuty), { path: 'o.path', org: 'o.id' });
  const duties = await findDuties(ctx.tx, tenantId, lists, personId, q, ctx.today, MOST);
  return {
    organisations: organisations.map(({ id, title, parent }) => ({
      id,
      title,
      detail: parent ?? '',
      link: `/organisations/${id}`,
    })),
    persons: persons.map(({ id, title, place }) => ({
      id,
      title,
      detail: place ?? '',
      link: `/people/${id}`,
    })),
    duties: duties.map(({ id, title, unit, own }) => ({
      id,
      title,
      detail: unit,
      link: own ? '/my-duties' : `/duties/${id}`,
    })),
  };
}
