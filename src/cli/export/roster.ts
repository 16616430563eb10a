import { sql } from 'kysely';
import type { Vocabulary } from '#organisation/import/import.vocabulary.ts';
import type { FieldId, SheetKind } from '#organisation/import/import-fields.rules.ts';
import { loadVocabulary } from '#organisation/import/load-vocabulary.ts';
import type { OrganisationKind } from '#organisation/organisation.tables.ts';
import type { Keys } from '#platform/crypto/keys.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { SheetToWrite } from '#platform/documents/workbook-writer.ts';
import type { Services } from '#platform/http/context.ts';

type OrganisationRow = {
  id: string;
  kind: OrganisationKind;
  name: string;
  short_name: string | null;
  category: string | null;
  parent_name: string | null;
  unit_name: string | null;
};

type PersonRow = {
  id: string;
  name: string;
  sex: string | null;
  ethnicity: string | null;
  birth_sealed: Buffer | null;
  phone_sealed: Buffer | null;
  education: string | null;
  title: string | null;
  unit_name: string | null;
  member_kind: 'full' | 'probationary' | null;
  joined_on: string | null;
  confirmed_on: string | null;
  branch_name: string | null;
  posts: { org: string; posts: string[]; since: string }[] | null;
};

const UNITS: readonly FieldId[] = ['unit-name', 'unit-short', 'unit-category'];
const ORGANISATIONS: readonly FieldId[] = ['org-name', 'org-kind', 'org-parent', 'org-unit', 'org-category'];
const PEOPLE: readonly FieldId[] = [
  ...([
    'name',
    'sex',
    'ethnicity',
    'birth',
    'education',
    'phone',
    'member-kind',
    'joined',
    'confirmed',
  ] as const),
  ...(['unit', 'title', 'branch', 'party-post', 'post-at', 'post-from'] as const),
];

/**
 * The tenant's units, Party organisations and people as the workbook that an import reads, posts held now included. A
 * temporary branch is left out: it stands by an approval that no workbook carries, and its members are on the roll at home.
 */
export async function rosterSheets(services: Services, tenantId: string): Promise<SheetToWrite[]> {
  const words = loadVocabulary(services.config.contentDir);
  return services.database.read(tenantId, async (tx) => {
    const organisations = await organisationsOf(tx, tenantId);
    const people = await peopleOf(tx, tenantId);
    const units = organisations.filter((row) => row.kind === 'unit');
    const bodies = organisations.filter(
      (row) => !['unit', 'work_committee', 'temporary_branch'].includes(row.kind),
    );
    return [
      sheet(
        words,
        'units',
        UNITS,
        units.map((row) => [row.name, row.short_name, row.category]),
      ),
      sheet(
        words,
        'organisations',
        ORGANISATIONS,
        bodies.map((row) => [
          row.name,
          kindWord(words, row.kind),
          row.parent_name,
          row.unit_name,
          row.category,
        ]),
      ),
      sheet(
        words,
        'people',
        PEOPLE,
        people.flatMap((row) => personLines(words, services.keys, row)),
      ),
    ];
  });
}

function sheet(
  words: Vocabulary,
  kind: SheetKind,
  fields: readonly FieldId[],
  rows: (string | null)[][],
): SheetToWrite {
  const titles = fields.map((id) => words.fields.find((field) => field.id === id)?.title.zh ?? id);
  const textColumns = fields.flatMap((id, at) => (id === 'phone' ? [at] : []));
  const names: Record<SheetKind, string> = { units: '单位', organisations: '党组织', people: '人员' };
  return { name: names[kind], rows: [titles, ...rows], headRows: 1, textColumns };
}

/** A line for each organisation where posts are held; one line for who holds none. */
function personLines(words: Vocabulary, keys: Keys, row: PersonRow): (string | null)[][] {
  const kinds = {
    full: words.values['member-kind'].full[0],
    probationary: words.values['member-kind'].probationary[0],
  };
  const facts = [
    row.name,
    row.sex,
    row.ethnicity,
    row.birth_sealed && keys.open(row.birth_sealed, `person/birth/${row.id}`),
    row.education,
    row.phone_sealed && keys.open(row.phone_sealed, `person/phone/${row.id}`),
    row.member_kind && (kinds[row.member_kind] ?? null),
    row.joined_on,
    row.confirmed_on,
    row.unit_name,
    row.title,
    row.branch_name,
  ];
  const places = row.posts ?? [];
  if (places.length === 0) return [[...facts, null, null, null]];
  return places.map((place) => {
    const posts = place.posts.map((post) => words.values.posts[post]?.[0] ?? post).join('、');
    return [...facts, posts, place.org, place.since];
  });
}

function kindWord(words: Vocabulary, kind: OrganisationKind): string {
  return words.values['org-kind'][kind]?.[0] ?? kind;
}

async function organisationsOf(tx: Tx, tenantId: string): Promise<OrganisationRow[]> {
  const { rows } = await sql<OrganisationRow>`
    select o.id, o.kind, o.name, o.short_name, o.category, p.name as parent_name, u.name as unit_name
    from organisation o
    left join organisation p on p.tenant_id = o.tenant_id and p.id = o.parent_id
    left join organisation u on u.tenant_id = o.tenant_id and u.kind = 'unit' and u.id <> o.id and starts_with(o.path, u.path)
    where o.tenant_id = ${tenantId} and o.state = 'active'
    order by o.path collate "C"`.execute(tx);
  return rows;
}

async function peopleOf(tx: Tx, tenantId: string): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select p.id, p.name, p.sex, p.ethnicity, p.birth_sealed, p.phone_sealed, p.education, p.title,
      u.name as unit_name, m.kind as member_kind, m.joined_on, m.confirmed_on, b.name as branch_name,
      (select json_agg(json_build_object('org', held.name, 'posts', held.posts, 'since', held.since) order by held.name)
       from (select o.name, array_agg(a.post order by a.post) as posts, min(a.from_on) as since
             from appointment a join organisation o on o.tenant_id = a.tenant_id and o.id = a.org_id
             where a.tenant_id = p.tenant_id and a.person_id = p.id and a.to_on is null and o.kind <> 'temporary_branch'
             group by o.id, o.name) held) as posts
    from person p
    left join organisation u on u.tenant_id = p.tenant_id and u.id = p.employer_id
    left join membership m on m.tenant_id = p.tenant_id and m.person_id = p.id and m.to_on is null
    left join organisation b on b.tenant_id = m.tenant_id and b.id = m.org_id
    where p.tenant_id = ${tenantId} and p.state = 'active'
    order by u.path collate "C", b.path collate "C", p.name collate "C", p.id`.execute(tx);
  return rows;
}
