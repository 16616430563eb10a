import { ok, type Result } from '#kernel/result.ts';
import { inScope, scopeOf } from '#platform/access/authorise.ts';
import { writeWorkbook } from '#platform/documents/workbook.ts';
import type { CellToWrite } from '#platform/documents/workbook-writer.ts';
import type { Context } from '#platform/http/context.ts';
import type { Download } from '#platform/http/endpoint.ts';
import { XLSX } from './download-marked.ts';
import { rosterExport } from './import.contract.ts';
import type { Vocabulary } from './import.vocabulary.ts';
import {
  listOrganisations,
  listPersons,
  type RosterOrganisation,
  type RosterPerson,
} from './roster.store.ts';
import './import-services.ts';

/**
 * The organisations and persons of the actor's reach as a workbook that can be imported again. Without birth days and
 * phone numbers: who needs them of one person opens that person's page, which the person can see.
 */
export async function exportRoster(ctx: Context): Promise<Result<Download>> {
  const { tx, actor, services, today } = ctx;
  const scope = inScope(scopeOf(actor, rosterExport), { path: 'o.path', org: 'o.id' });
  const organisations = await listOrganisations(tx, actor.tenantId, scope);
  const persons = await listPersons(tx, actor.tenantId, scope);
  const vocabulary = services.importVocabulary;
  const written = await writeWorkbook(
    [
      {
        name: '党员名册',
        headRows: 1,
        landscape: true,
        rows: [headsOf(vocabulary, PERSON_FIELDS), ...persons.map((person) => personRow(person, vocabulary))],
      },
      {
        name: '党组织',
        headRows: 1,
        rows: [
          headsOf(vocabulary, ORGANISATION_FIELDS),
          ...organisations.filter(isParty).map((each) => organisationRow(each, vocabulary)),
        ],
      },
      {
        name: '单位',
        headRows: 1,
        rows: [
          headsOf(vocabulary, ['unit-name', 'unit-category']),
          ...organisations.filter((each) => each.kind === 'unit').map((each) => [each.name, each.category]),
        ],
      },
    ],
    { at: ctx.now, title: '组织与人员' },
  );
  if (!written.ok) return written;
  ctx.audit({
    action: 'roster.export',
    object: ['tenant', actor.tenantId],
    details: { organisations: organisations.length, persons: persons.length },
  });
  return ok({ filename: `组织与人员 ${today}.xlsx`, contentType: XLSX, bytes: written.value });
}

const PERSON_FIELDS = [
  'name',
  'sex',
  'ethnicity',
  'education',
  'unit',
  'title',
  'branch',
  'member-kind',
  'joined',
  'confirmed',
  'party-post',
];
const ORGANISATION_FIELDS = ['org-name', 'org-kind', 'org-parent', 'org-unit', 'org-category'];

function headsOf(vocabulary: Vocabulary, fields: string[]): CellToWrite[] {
  return fields.map((id) => vocabulary.fields.find((field) => field.id === id)?.title.zh ?? id);
}

function personRow(person: RosterPerson, vocabulary: Vocabulary): CellToWrite[] {
  const day = (value: string | null): CellToWrite => value && { day: value };
  const posts = person.posts.map((held) => {
    const [post = '', ...place] = held.split('@');
    const title = vocabulary.values.posts[post]?.[0] ?? post;
    const at = place.join('@');
    // A post at the person's own branch needs no place; elsewhere the place's name ends where the post's begins.
    return at === person.branch ? title : `${at}${title.replace(/^(?:党支部|党组|机关党委|党小组)/, '')}`;
  });
  return [
    person.name,
    person.sex,
    person.ethnicity,
    person.education,
    person.unit,
    person.title,
    person.branch,
    person.kind && (person.kind === 'full' ? '正式党员' : '预备党员'),
    day(person.joined_on),
    day(person.confirmed_on),
    posts.join('、'),
  ];
}

function isParty(each: RosterOrganisation): boolean {
  return each.kind !== 'unit' && each.kind !== 'work_committee';
}

function organisationRow(each: RosterOrganisation, vocabulary: Vocabulary): CellToWrite[] {
  const parent = each.parent === each.unit ? null : each.parent;
  return [each.name, vocabulary.values['org-kind'][each.kind]?.[0] ?? null, parent, each.unit, each.category];
}
