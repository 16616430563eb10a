import type { z } from 'zod';
import type { Cadence } from '#kernel/cadence.ts';
import type { AllianceContent } from './alliance-modes.schema.ts';
import type { answeringSchemas } from './answering.schema.ts';
import type { LeadingPack } from './leading.schema.ts';
import type { LedgerPack } from './ledger.schema.ts';
import type { memberSchemas } from './members.schema.ts';
import type {
  Applies,
  Basis,
  BodyKind,
  dutyEntrySchema,
  fileSchemas,
  Strength,
  Trust,
} from './packs.schema.ts';
import type { AssistRule, DoRule, GuideRule } from './parts.schema.ts';
import type { Scheme } from './scheme.schema.ts';
import type { DesksPack, TasksPack } from './tasks.schema.ts';

type FileOf<Name extends keyof typeof fileSchemas> = z.infer<(typeof fileSchemas)[Name]>;

/** A regulation, plan, article or practice that duties rest on. */
export type Regulation = FileOf<'regulations.yaml'>['regulations'][number];
/** One of the six responsible subjects. */
export type Subject = FileOf<'subjects.yaml'>['subjects'][number];
/** A post and the organisations that have it. */
export type Post = FileOf<'posts.yaml'>['posts'][number];
/** A right that a duty needs, and the posts that have it. */
export type Right = z.infer<(typeof answeringSchemas)['rights.yaml']>['rights'][number];
/** A number that an organ may change, with where it comes from. */
export type Parameter = FileOf<'parameters.yaml'>['parameters'][number];
/** A kind of evidence: a trace of the procedure, or a result. */
export type EvidenceKind = FileOf<'evidence-kinds.yaml'>['kinds'][number];
/** A cadence with its strength and basis. */
export type CadenceEntry = FileOf<'cadences.yaml'>['cadences'][number];
/** A framework pack: rows × columns of duties. */
export type FrameworkPack = FileOf<'frameworks'>;
/** How members' own duties are appraised: aspects, grades, the draw, the notice. */
export type ConductPack = z.infer<(typeof memberSchemas)['conduct.yaml']>;
/** How often figures of business items are reported. */
export type FusionPack = z.infer<(typeof memberSchemas)['fusion.yaml']>;
/** How the two layers of liaison are arranged, and the words of its records. */
export type LiaisonPack = z.infer<(typeof memberSchemas)['liaison.yaml']>;
/** How disputes of ownership are ruled. */
export type DisputesPack = z.infer<(typeof answeringSchemas)['disputes.yaml']>;
/** Set-up, terms and appointments. */
export type SetUpPack = z.infer<(typeof answeringSchemas)['set-up.yaml']>;
/** How a secretary's own acts are read. */
export type OwnHandPack = z.infer<(typeof answeringSchemas)['own-hand.yaml']>;
/** How the work of a branch is weighed. */
export type CarriersPack = z.infer<(typeof answeringSchemas)['carriers.yaml']>;
/** One year of the business calendar with its notice. */
export type CalendarEntry = FileOf<'calendar'>;

/** A kind of record; a meeting if it has `bodies`. `fulfils` lists the duties that such a record can fulfil. */
export type RecordKind = FileOf<'record-kinds.yaml'>['kinds'][number] & {
  meeting: boolean;
  bodies?: readonly BodyKind[];
  stand_ins?: readonly BodyKind[];
  quorum?: FileOf<'meeting-kinds.yaml'>['kinds'][number]['quorum'];
  votes?: FileOf<'meeting-kinds.yaml'>['kinds'][number]['votes'];
  notice?: FileOf<'meeting-kinds.yaml'>['kinds'][number]['notice'];
  steps?: FileOf<'meeting-kinds.yaml'>['kinds'][number]['steps'];
  audience?: 'list' | 'open';
  fulfils: readonly string[];
};

/** A duty with everything its references stand for filled in. */
export type Duty = Omit<
  z.infer<typeof dutyEntrySchema>,
  | 'cadence'
  | 'strength'
  | 'number_status'
  | 'applies'
  | 'bodies'
  | 'basis'
  | 'needs'
  | 'do'
  | 'guide'
  | 'assist'
> & {
  subject: string;
  cadence: Cadence;
  /** The entry of cadences.yaml it follows, or null for a cadence of its own. */
  cadence_ref: string | null;
  strength: Strength;
  number_status: Trust;
  applies: Applies;
  bodies: readonly BodyKind[];
  /** `one`: a unit has one bearer, the first of `bodies` that it has; `every`: each organisation of these kinds bears it. */
  mode: 'one' | 'every';
  basis: readonly Basis[];
  parts: Parts;
};

/** The rights a duty needs, and who does what beside its owner; of its own or by its subject. */
export type Parts = {
  needs: readonly string[];
  do: DoRule | null;
  guide: GuideRule | null;
  assist: readonly AssistRule[];
};

/** All content, checked and with its references resolved; each list in the order of its files. */
export type Content = {
  regulations: readonly Regulation[];
  subjects: readonly Subject[];
  posts: readonly Post[];
  rights: readonly Right[];
  parameters: readonly Parameter[];
  evidenceKinds: readonly EvidenceKind[];
  cadences: readonly CadenceEntry[];
  recordKinds: readonly RecordKind[];
  duties: readonly Duty[];
  frameworks: readonly FrameworkPack[];
  schemes: readonly Scheme[];
  /** How parties join: the decision table, the modes, the checks, chains, measures and topics. */
  alliances: AllianceContent;
  conduct: ConductPack;
  ledger: LedgerPack;
  leading: LeadingPack;
  fusion: FusionPack;
  liaison: LiaisonPack;
  disputes: DisputesPack;
  setUp: SetUpPack;
  ownHand: OwnHandPack;
  carriers: CarriersPack;
  /** What is known already, and must not be asked for again. */
  knownFields: z.infer<(typeof answeringSchemas)['known-fields.yaml']>['fields'];
  tasks: TasksPack;
  desks: DesksPack;
  calendar: readonly CalendarEntry[];
  /** The same, by id. */
  index: {
    regulation: ReadonlyMap<string, Regulation>;
    subject: ReadonlyMap<string, Subject>;
    post: ReadonlyMap<string, Post>;
    right: ReadonlyMap<string, Right>;
    parameter: ReadonlyMap<string, number>;
    evidenceKind: ReadonlyMap<string, EvidenceKind>;
    cadence: ReadonlyMap<string, CadenceEntry>;
    recordKind: ReadonlyMap<string, RecordKind>;
    duty: ReadonlyMap<string, Duty>;
    framework: ReadonlyMap<string, FrameworkPack>;
    scheme: ReadonlyMap<string, Scheme>;
  };
};

/** A parameter's value; throws if the content has none of this id, because then code and content are out of step. */
export function parameter(content: Content, id: string): number {
  const value = content.index.parameter.get(id);
  if (value === undefined) throw new Error(`content/parameters.yaml has no parameter "${id}"`);
  return value;
}
