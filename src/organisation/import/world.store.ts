import { sql } from 'kysely';
import type { OrganisationKind } from '#organisation/organisation.tables.ts';
import { phoneIndex } from '#organisation/persons/persons.store.ts';
import type { Keys } from '#platform/crypto/keys.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Sought } from './import-tasks.ts';
import type { KnownPerson, World } from './plan.model.ts';
import '#organisation/organisation.tables.ts';

type PersonRow = {
  id: string;
  name: string;
  sex: '男' | '女' | null;
  ethnicity: string | null;
  birth_sealed: Buffer | null;
  phone_sealed: Buffer | null;
  education: string | null;
  employer_id: string | null;
  title: string | null;
  version: number;
  membership_id: string | null;
  org_id: string | null;
  kind: 'full' | 'probationary' | null;
  joined_on: string | null;
  confirmed_on: string | null;
  from_on: string | null;
};

/**
 * What is there of the tenant that an import is compared with: every organisation, everybody of a sought name or phone
 * with their sealed fields opened, and the posts held now. Three statements, whatever the workbook's size.
 */
export async function loadWorld(tx: Tx, keys: Keys, tenantId: string, sought: Sought): Promise<World> {
  const organisations = await sql<{
    id: string;
    kind: OrganisationKind;
    name: string;
    short_name: string | null;
    parent_id: string | null;
    category: string | null;
    version: number;
  }>`select id, kind, name, short_name, parent_id, category, version from organisation
     where tenant_id = ${tenantId} and state = 'active' order by no`.execute(tx);
  const phones = await inTurns(sought.phones, (phone) => phoneIndex(keys, phone));
  const persons = await sql<PersonRow>`
    with wanted as (
      select id from person where tenant_id = ${tenantId} and name = any(${sought.names}::text[])
      union
      select id from person where tenant_id = ${tenantId} and phone_index = any(${phones}::bytea[])
    )
    select p.id, p.name, p.sex, p.ethnicity, p.birth_sealed, p.phone_sealed, p.education, p.employer_id, p.title, p.version,
      m.id as membership_id, m.org_id, m.kind, m.joined_on, m.confirmed_on, m.from_on
    from wanted w join person p on p.tenant_id = ${tenantId} and p.id = w.id
    left join membership m on m.tenant_id = p.tenant_id and m.person_id = p.id and m.to_on is null
    where p.state = 'active' order by p.id`.execute(tx);
  const appointments = await sql<{ person_id: string; name: string; org_id: string; post: string }>`
    select a.person_id, p.name, a.org_id, a.post
    from appointment a join person p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where a.tenant_id = ${tenantId} and a.to_on is null order by a.id`.execute(tx);
  const rootId = organisations.rows.find((row) => row.kind === 'work_committee')?.id ?? null;
  return {
    rootId,
    organisations: organisations.rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      name: row.name,
      shortName: row.short_name,
      parentId: row.parent_id,
      category: row.category,
      version: row.version,
    })),
    persons: await inTurns(persons.rows, (row) => openPerson(keys, row)),
    appointments: appointments.rows.map((row) => ({
      personId: row.person_id,
      personName: row.name,
      orgId: row.org_id,
      post: row.post,
    })),
  };
}

function openPerson(keys: Keys, row: PersonRow): KnownPerson {
  const { membership_id, org_id, kind, from_on } = row;
  return {
    id: row.id,
    name: row.name,
    sex: row.sex,
    ethnicity: row.ethnicity,
    birth: row.birth_sealed && keys.open(row.birth_sealed, `person/birth/${row.id}`),
    phone: row.phone_sealed && keys.open(row.phone_sealed, `person/phone/${row.id}`),
    education: row.education,
    employerId: row.employer_id,
    title: row.title,
    version: row.version,
    membership:
      membership_id && org_id && kind && from_on
        ? {
            id: membership_id,
            orgId: org_id,
            kind,
            joinedOn: row.joined_on,
            confirmedOn: row.confirmed_on,
            fromOn: from_on,
          }
        : null,
  };
}

/** Maps a long list with pauses, so that cryptography on 20,000 rows does not hold up other requests. */
export async function inTurns<T, R>(list: readonly T[], work: (item: T) => R): Promise<R[]> {
  const results: R[] = [];
  for (const [index, item] of list.entries()) {
    if (index % 500 === 499) await new Promise((resolve) => setImmediate(resolve));
    results.push(work(item));
  }
  return results;
}
