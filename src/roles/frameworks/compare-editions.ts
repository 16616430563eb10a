import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { cadenceText } from '#standards/packs/cadence-text.ts';
import type { Title } from '#standards/packs/packs.schema.ts';
import { partsOf, titlesOfPosts } from '../duties/check-duties.ts';
import { addresseeNames, type EditionDuty, editionDuties, editionOwners } from '../duties/read-edition.ts';
import { lastDay } from '../duties/view-duties.ts';
import { dutiesOfPack } from './adopt-framework.ts';
import { affectedBy, type ComparedDuty, compareLists } from './compare.rules.ts';
import { frameworkObject } from './frameworks.objects.ts';
import { allEditions, type FrameworkRow, findFramework } from './frameworks.store.ts';
import { localPack } from './packs.store.ts';
import { compareEditions as endpoint } from './variants.contract.ts';

/** How many of those concerned a reply names. */
const PEOPLE = 300;

type AxisChange = ResponseOf<typeof endpoint>['axes'][number];
type Row = Omit<EditionDuty, 'tenant_id' | 'framework_id' | 'list_id' | 'org_id' | 'place' | 'version'>;

/** What became of the duties from an earlier edition (or the pack) to this one, and whom it concerns. */
export async function compareEditions(
  ctx: Context,
  id: string,
  withId: string | undefined,
): Promise<Result<ResponseOf<typeof endpoint>>> {
  const { tenantId } = ctx.actor;
  const ids = withId === undefined ? [id] : [id, withId];
  if ((await authorise(ctx, endpoint, frameworkObject, ids)).size < new Set(ids).size) return notFound();
  const after = await findFramework(ctx.tx, tenantId, id);
  if (!after) return notFound();
  const editions = (await allEditions(ctx.tx, tenantId, after.org_id)).filter((each) => each.id !== id);
  const earlier = withId ?? editions.find((each) => each.edition < after.edition)?.id;
  const before = earlier === undefined ? undefined : await findFramework(ctx.tx, tenantId, earlier);
  const read = await editionDuties(ctx, id);
  if (!read.ok) return read;
  const now = read.value;
  const earlierDuties = before ? await editionDuties(ctx, before.id) : ok(await packDuties(ctx, after));
  if (!earlierDuties.ok) return earlierDuties;
  const was = earlierDuties.value;
  const oldOf = new Map(was.map((duty) => [duty.code, duty]));
  const newOf = new Map(now.map((duty) => [duty.code, duty]));
  const differences = compareLists(compared(ctx, was), compared(ctx, now));
  const count = (kind: string) => differences.filter((each) => each.kind === kind).length;
  const past = before ? await editionOwners(ctx, before.id) : ok([]);
  if (!past.ok) return past;
  const present = before ? await editionOwners(ctx, id) : ok([]);
  if (!present.ok) return present;
  const affected = before ? affectedBy(differences, past.value, present.value) : null;
  const orgs = await addresseeNames(ctx, [...was, ...now]);
  const shown = affected?.slice(0, PEOPLE) ?? null;
  const names = new Map([...past.value, ...present.value].map((owner) => [owner.personId, owner.name]));
  return ok({
    unit: { id: after.org_id, name: after.unit_name },
    after: { id, edition: after.edition, state: after.state },
    before: before ? { id: before.id, edition: before.edition, state: before.state } : null,
    pack: before ? null : after.title,
    editions: editions.map(({ id: other, edition, state, from_on }) => ({
      id: other,
      edition,
      state,
      fromOn: from_on,
    })),
    added: count('added'),
    changed: count('changed'),
    dropped: count('dropped'),
    same: now.filter((duty) => duty.dropped_reason === null).length - count('added') - count('changed'),
    differences: differences.map((each) => ({
      ...each,
      fields:
        each.kind === 'changed'
          ? each.fields.map((name) => ({
              name,
              before: both((lang) => wording(ctx, oldOf.get(each.code)!, name, orgs, lang)),
              after: both((lang) => wording(ctx, newOf.get(each.code)!, name, orgs, lang)),
            }))
          : [],
      title: titleOf((newOf.get(each.code) ?? oldOf.get(each.code))!),
      reason: each.kind === 'dropped' ? (newOf.get(each.code)?.dropped_reason ?? '') : '',
      dutyId: (newOf.get(each.code) ?? oldOf.get(each.code))!.id,
    })),
    affected:
      shown?.map(({ personId, ...rest }) => ({
        person: { id: personId, name: names.get(personId) ?? '' },
        ...rest,
      })) ?? null,
    axes: before ? axesBetween(before, after) : [],
  });
}

function compared(ctx: Pick<Context, 'services'>, duties: readonly Row[]): ComparedDuty[] {
  return duties
    .filter((duty) => duty.dropped_reason === null)
    .map((duty) => {
      const parts = partsOf(ctx.services.content, duty);
      return {
        id: duty.id,
        code: duty.code,
        title: duty.title,
        subject: duty.subject,
        fields: {
          title: duty.title,
          text: duty.text,
          standard: duty.standard,
          result: duty.result,
          cadence: duty.cadence,
          strength: duty.strength,
          hands: duty.hands,
          evidence: duty.evidence,
          basis: duty.basis,
          owner: duty.owner,
          needs: parts.needs,
          do: parts.do,
          guide: parts.guide,
          assist: parts.assist,
          cell: [duty.row_id, duty.column_id],
          only: duty.only_orgs,
          time: [duty.from_on, duty.to_on],
        },
      };
    });
}

type Language = 'zh' | 'en';
const OWNER = { zh: '责任人', en: 'the owner' };
const ABOVE = { zh: '上级党组织', en: 'the organisation above' };

function both(text: (lang: Language) => string): Title {
  return { zh: text('zh'), en: text('en') };
}

function titleOf(duty: Row): Title {
  return { zh: duty.title, en: duty.title_en || duty.title };
}

/** A field as a reader sees it. */
function wording(
  ctx: Pick<Context, 'services'>,
  duty: Row,
  name: string,
  orgs: ReadonlyMap<string, string>,
  lang: Language,
): string {
  const { index } = ctx.services.content;
  const parts = partsOf(ctx.services.content, duty);
  const and = lang === 'zh' ? '、' : ', ';
  const posts = (ids: readonly string[]) =>
    titlesOfPosts(ctx, ids)
      .map((title) => title[lang])
      .join(and);
  switch (name) {
    case 'title':
    case 'text':
    case 'standard':
    case 'result':
    case 'strength':
    case 'hands':
      return duty[name];
    case 'cadence':
      return cadenceText(duty.cadence, lang);
    case 'owner':
      return posts(
        'each' in duty.owner ? duty.owner.each : [...duty.owner.posts, ...(duty.owner.or_parent ?? [])],
      );
    case 'do':
      return parts.do === null || parts.do === 'owner' ? OWNER[lang] : posts(parts.do.posts);
    case 'guide':
      return [posts(parts.guide?.posts ?? []), ...(parts.guide?.above ? [ABOVE[lang]] : [])]
        .filter(Boolean)
        .join(and);
    case 'needs':
      return parts.needs.map((right) => index.right.get(right)?.title[lang] ?? right).join(and);
    case 'assist':
      return parts.assist
        .map((each) => `${posts(each.posts)}${lang === 'zh' ? '：' : ': '}${each.deliverable}`)
        .join(lang === 'zh' ? '；' : '; ');
    case 'evidence':
      return duty.evidence
        .map((each) => `${index.evidenceKind.get(each.kind)?.title[lang] ?? each.kind} × ${each.enough}`)
        .join(and);
    case 'only':
      return duty.only_orgs.map((id) => orgs.get(id) ?? '').join(and);
    case 'time':
      return timeText(duty, lang);
    case 'basis':
      return duty.basis
        .map(
          (each) => `${index.regulation.get(each.regulation)?.short ?? each.regulation}${each.article ?? ''}`,
        )
        .join(and);
    default:
      return '';
  }
}

/** The days within the edition, with the last day itself; nothing where the duty goes with its edition. */
function timeText(duty: Row, lang: Language): string {
  const last = lastDay(duty.to_on);
  if (lang === 'en') {
    if (duty.from_on === null && last === null) return 'with its edition';
    return [
      ...(duty.from_on === null ? [] : [`from ${duty.from_on}`]),
      ...(last === null ? [] : [`to ${last}`]),
    ].join(' ');
  }
  if (duty.from_on === null && last === null) return '随本版';
  return [
    ...(duty.from_on === null ? [] : [`${duty.from_on} 起`]),
    ...(last === null ? [] : [`到 ${last} 为止`]),
  ].join('，');
}

async function packDuties(ctx: Context, framework: FrameworkRow): Promise<Row[]> {
  const pack = ctx.services.content.index.framework.get(framework.pack_id);
  const duties = pack
    ? dutiesOfPack(ctx.services.content, pack)
    : ((await localPack(ctx.tx, ctx.actor.tenantId, framework.pack_id))?.duties ?? []);
  return duties.map(
    (duty) =>
      ({
        ...duty,
        title_en: duty.title_en ?? '',
        id: framework.id,
        from_on: null,
        to_on: null,
        only_orgs: [],
      }) as Row,
  );
}

function axesBetween(before: FrameworkRow, after: FrameworkRow): AxisChange[] {
  return (['rows', 'columns'] as const).flatMap((axis) => {
    const old = new Map(before.matrix[axis].map((each) => [each.id, each.title.zh]));
    const now = new Map(after.matrix[axis].map((each) => [each.id, each.title.zh]));
    const come = [...now].flatMap(([key, title]): AxisChange[] => {
      const was = old.get(key);
      if (was === undefined) return [{ kind: 'added', title }];
      return was === title ? [] : [{ kind: 'renamed', title: `${was} → ${title}` }];
    });
    const gone = [...old].filter(([key]) => !now.has(key));
    return [...come, ...gone.map(([, title]): AxisChange => ({ kind: 'dropped', title }))];
  });
}
