import type { Cadence } from '#kernel/cadence.ts';
import type { Day } from '#kernel/dates.ts';
import type { Parts } from '#standards/packs/content.ts';
import type { Applies, BodyKind, OwnerRule } from '#standards/packs/packs.schema.ts';
import type { Time } from './time.rules.ts';

/** What the solver has to know of a duty of a list. */
export type ListedDuty = {
  id: string;
  code: string;
  subject: string;
  cadence: Cadence | null;
  standard: string;
  result: string;
  basis: readonly unknown[];
  evidence: readonly unknown[];
  applies: Applies;
  /** The kinds of organisation that bear it; of mode `one` the first kind that the unit has. */
  bodies: readonly BodyKind[];
  /** Those among them to which it is addressed; none: to all of them. */
  only?: readonly string[];
  mode: 'one' | 'every';
  owner: OwnerRule;
  /** The rights it needs, who carries it out, who guides, who assists with what. */
  parts: Parts;
  time: Time;
};

/** An organisation of the unit that may bear duties; `members` counts the probationary ones too. */
export type Body = {
  id: string;
  kind: BodyKind;
  parentId: string | null;
  members: number;
  fullMembers: number;
};

/** Who holds which post where, today. */
export type Holder = { personId: string; orgId: string; post: string };

/** Who belongs to which branch, today; `exempt` as 党员教育管理工作条例第23条 has it. */
export type BranchMember = { personId: string; orgId: string; exempt: boolean };

/** A person whom the officer named for a duty of an organisation, whatever the posts say; `grants`: rights given in writing with it. */
export type Pin = { dutyId: string; orgId: string; personId: string; grants: readonly string[] };

/** A right and the posts that have it; `member` stands for every member. */
export type PostRight = { id: string; posts: readonly string[] };

/** A post and the kinds of organisation that have it. */
export type BodyPost = { id: string; bodies: readonly BodyKind[] };

/** The unit as it stands: what a list is bound to. */
export type Unit = {
  /** The day on which it stands so. */
  today: Day;
  bodies: readonly Body[];
  holders: readonly Holder[];
  pins: readonly Pin[];
  posts: readonly BodyPost[];
  rights: readonly PostRight[];
};

/** How a person came to a duty: by the post named first, by one further down the chain, by name, or by membership. */
export type BindingSource = 'post' | 'fallback' | 'pinned' | 'member';

/** One duty borne in one organisation by one person. `post` is null for a pin and for membership. */
export type Binding = {
  dutyId: string;
  orgId: string;
  personId: string;
  post: string | null;
  source: BindingSource;
};

/** What can be missing from a duty, or wrong between those who have a part in it. Each one refuses publication. */
export const defectCodes = [
  'no-owner',
  'two-owners',
  'no-body',
  'two-bodies',
  'no-basis',
  'no-cadence',
  'no-standard',
  'no-result',
  'no-evidence',
  'no-right',
  'powerless',
  'no-doer',
  'no-guide',
  'self-guided',
  'assist-blank',
  'assist-same',
  'no-fallback',
] as const;
/** See `defectCodes`. */
export type DefectCode = (typeof defectCodes)[number];

/** A hole or an overlap: which duty, in which organisation (null for the duty itself), between which persons. */
export type Defect = { code: DefectCode; dutyId: string; orgId: string | null; personIds: readonly string[] };

/** Why a duty does not apply: to an organisation, or no longer at all. */
export const notApplicableReasons = ['too-small', 'no-such-body', 'not-held', 'ended'] as const;

/** A duty that does not apply to an organisation, and why. */
export type NotApplicable = {
  dutyId: string;
  orgId: string | null;
  why: (typeof notApplicableReasons)[number];
};

/** The solver's answer. `load` counts the duties for which a person is the one owner. */
export type Solution = {
  /** Who answers by a post or by name; members follow from their branch, see `memberBindings`. */
  bindings: Binding[];
  defects: Defect[];
  notApplicable: NotApplicable[];
  load: Map<string, number>;
};
