import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise, mayCall } from '#platform/access/authorise.ts';
import type { Context, Grant } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import { type QueryOf, type ResponseOf, type RoleName, roleNames } from '#platform/http/endpoint.ts';
import { titlesOf } from '../appointments/post-titles.ts';
import { listReadings, readPersonFile } from './person-file.store.ts';
import { listReaders, readPerson } from './persons.contract.ts';
import { personObject } from './persons.objects.ts';
import { maskPhone } from './persons.store.ts';

/**
 * Opens a person's file. The reading is noted with the roles it was done under, so that the person can see who looked
 * (个人信息保护法第四十四、四十五条). Day of birth and telephone are whole for the person only.
 */
export async function openPerson(ctx: Context, id: string): Promise<Result<ResponseOf<typeof readPerson>>> {
  const allowed = await authorise(ctx, readPerson, personObject, [id]);
  const file = allowed.has(id) ? await readPersonFile(ctx.tx, ctx.actor.tenantId, id) : null;
  if (!file) return notFound();
  const { person, memberships, appointments, place } = file;
  const own = ctx.actor.personId === id;
  const reaches = (grant: Grant) =>
    mayCall({ ...ctx.actor, grants: [grant] }, readPerson.access) &&
    !!grant.path &&
    !!place.path?.startsWith(grant.path);
  const grants = own ? [] : ctx.actor.grants.filter((grant) => grant.role !== 'member' && reaches(grant));
  ctx.audit({
    action: 'person.read',
    object: ['person', id],
    orgId: place.org_id,
    details: {
      own,
      roles: [...new Set(grants.map((grant) => grant.role))],
      orgs: [...new Set(grants.map((grant) => grant.orgId).filter((orgId) => orgId !== null))],
    },
  });
  const { keys } = ctx.services;
  const birth = person.birth_sealed ? keys.open(person.birth_sealed, `person/birth/${id}`) : null;
  const phone = person.phone_sealed ? keys.open(person.phone_sealed, `person/phone/${id}`) : null;
  const titleOf = titlesOf(ctx);
  return ok({
    id,
    name: person.name,
    own,
    sex: person.sex,
    ethnicity: person.ethnicity,
    birth: own ? birth : (birth?.slice(0, 4) ?? null),
    phone: own || phone === null ? phone : maskPhone(phone),
    education: person.education,
    title: person.title,
    employer: person.employer_id ? { id: person.employer_id, name: person.employer_name ?? '' } : null,
    state: person.state,
    memberships,
    appointments: appointments.map(({ post, ...rest }) => ({ ...rest, title: titleOf(post) })),
  });
}

/** Who looked at the actor's own file. */
export async function listReadersOf(
  ctx: Context,
  id: string,
  query: QueryOf<typeof listReaders>,
): Promise<Result<ResponseOf<typeof listReaders>>> {
  const allowed = await authorise(ctx, listReaders, personObject, [id]);
  if (!allowed.has(id)) return notFound();
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const rows = await listReadings(ctx.tx, ctx.actor.tenantId, id, cursor.value?.[0] ?? null, query.limit + 1);
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.seq],
      (row) => ({
        seq: row.seq,
        at: row.at.toISOString(),
        who: row.who,
        action: row.action,
        roles: row.roles.filter((role): role is RoleName => (roleNames as readonly string[]).includes(role)),
        orgNames: row.org_names,
      }),
    ),
  );
}
