import type { Day } from '#kernel/dates.ts';
import type { Scheme } from '#standards/packs/scheme.schema.ts';
import type { PublicationBody } from './publications.contract.ts';
import type { GroupSummary } from './results.tables.ts';

/** An entry as publication needs it; the rows come in the order of the tree. */
export type EntryToPublish = {
  org_id: string;
  org_name: string;
  kind: string;
  category: string;
  score: number | null;
  standard_error: number | null;
  best: number | null;
  worst: number | null;
  band: string | null;
  coverage: number;
  tree_hash: string;
};

/** Everything that is published, before it becomes one document. */
export type ToPublish = {
  title: string;
  organ: string;
  periodFrom: Day;
  periodTo: Day;
  publishedOn: Day;
  notifiedOn: Day;
  scheme: Scheme;
  schemeHash: string;
  adoptedOn: Day;
  roundTitle: string | null;
  objections: { lodged: number; upheld: number; dismissed: number };
  corrects: PublicationBody['corrects'];
  groups: readonly GroupSummary[];
  entries: readonly EntryToPublish[];
};

/**
 * The document of a publication: organisations only, inside comparable groups, in the order of the tree and not of the scores, with the
 * uncertainty of each place and the reason where a list says nothing.
 */
export function publicationOf(input: ToPublish): PublicationBody {
  const { scheme } = input;
  const bands = new Map(scheme.bands.map((band) => [band.id, { id: band.id, title: band.title }]));
  return {
    format: 'zelian-publication/1',
    title: input.title,
    organ: input.organ,
    period: { from: input.periodFrom, to: input.periodTo },
    published_on: input.publishedOn,
    notified_on: input.notifiedOn,
    scheme: {
      id: scheme.id,
      version: scheme.version,
      title: scheme.title,
      hash: input.schemeHash,
      adopted_on: input.adoptedOn,
      indicators: scheme.indicators.map(({ id, title, source, weight }) => ({ id, title, source, weight })),
      low_threshold: scheme.low_threshold,
      min_coverage: scheme.min_coverage,
      confidence: scheme.lists.confidence,
      min_group: scheme.comparable.min_size,
    },
    round: input.roundTitle,
    objections: input.objections,
    corrects: input.corrects,
    groups: input.groups.map((group) => ({
      kind: group.kind,
      category: group.category,
      size: group.size,
      reliability: group.reliability === null ? null : Math.round(group.reliability * 1e4) / 1e4,
      unranked: group.unranked,
      front: { organisations: group.front.ids, reason: group.front.reason },
      tail: { organisations: group.tail.ids, reason: group.tail.reason },
      entries: input.entries
        .filter((entry) => entry.kind === group.kind && entry.category === group.category)
        .map((entry) => ({
          organisation: entry.org_id,
          name: entry.org_name,
          score: entry.score,
          standard_error: entry.standard_error,
          best: entry.best,
          worst: entry.worst,
          band: entry.band === null ? null : (bands.get(entry.band) ?? null),
          coverage: entry.coverage,
          explanation: entry.tree_hash,
        })),
    })),
  };
}

/** What changed between a publication and the one that corrects it: every organisation whose score differs, came or went. */
export function changesBetween(
  before: PublicationBody,
  after: readonly EntryToPublish[],
): NonNullable<PublicationBody['corrects']>['changes'] {
  const old = new Map(
    before.groups.flatMap((group) => group.entries).map((entry) => [entry.organisation, entry]),
  );
  const now = new Map(after.map((entry) => [entry.org_id, entry]));
  const changed = after
    .filter((entry) => !old.has(entry.org_id) || old.get(entry.org_id)?.score !== entry.score)
    .map((entry) => ({
      organisation: entry.org_id,
      name: entry.org_name,
      from: old.get(entry.org_id)?.score ?? null,
      to: entry.score,
    }));
  const gone = [...old.values()]
    .filter((entry) => !now.has(entry.organisation))
    .map((entry) => ({ organisation: entry.organisation, name: entry.name, from: entry.score, to: null }));
  return [...changed, ...gone];
}
