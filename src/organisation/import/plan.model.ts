import type { Day } from '#kernel/dates.ts';
import type { OrganisationKind } from '#organisation/organisation.tables.ts';
import type { Outcome } from './import.model.ts';

/** An organisation or person: an id that exists, or `new:…` for one that the import will make. */
export type Ref = string;

/** An organisation as it is now. */
export type KnownOrganisation = {
  id: string;
  kind: OrganisationKind;
  name: string;
  shortName: string | null;
  parentId: string | null;
  category: string | null;
  version: number;
};

/** A person as they are now, with the branch they belong to. Only persons whose name or phone the workbook mentions. */
export type KnownPerson = {
  id: string;
  name: string;
  sex: '男' | '女' | null;
  ethnicity: string | null;
  birth: Day | null;
  phone: string | null;
  education: string | null;
  employerId: string | null;
  title: string | null;
  version: number;
  membership: {
    id: string;
    orgId: string;
    kind: 'full' | 'probationary';
    joinedOn: Day | null;
    confirmedOn: Day | null;
    fromOn: Day;
  } | null;
};

/** A post held now. */
export type KnownAppointment = { personId: string; personName: string; orgId: string; post: string };

/** What an import is compared with. */
export type World = {
  rootId: string | null;
  organisations: readonly KnownOrganisation[];
  persons: readonly KnownPerson[];
  appointments: readonly KnownAppointment[];
};

/** What the clerk decides for a whole workbook. */
export type PlanOptions = {
  today: Day;
  /** From when the memberships and posts of the workbook are taken to hold where it does not say. */
  asOf: Day;
  /** The unit of lines that name none. */
  defaultUnitId: string | null;
};

export type NewOrganisationPlan = {
  ref: Ref;
  kind: OrganisationKind;
  name: string;
  shortName: string | null;
  category: string | null;
  parent: Ref;
};
export type OrganisationChange = {
  id: string;
  version: number;
  set: { shortName?: string; category?: string };
};
export type PersonValues = {
  sex: '男' | '女' | null;
  ethnicity: string | null;
  birth: Day | null;
  phone: string | null;
  education: string | null;
  employer: Ref | null;
  title: string | null;
};
export type NewPersonPlan = PersonValues & { ref: Ref; name: string };
export type PersonChange = { id: string; version: number; name: string; set: Partial<PersonValues> };
export type NewMembership = {
  person: Ref;
  org: Ref;
  kind: 'full' | 'probationary';
  joinedOn: Day | null;
  confirmedOn: Day | null;
  fromOn: Day;
};
export type MembershipChange = {
  id: string;
  set: { kind?: 'full' | 'probationary'; joinedOn?: Day; confirmedOn?: Day };
};
export type MembershipEnd = { id: string; toOn: Day };
export type NewAppointment = { person: Ref; org: Ref; post: string; fromOn: Day };

/** Everything an import will write, and what becomes of each line. */
export type Plan = {
  outcomes: Outcome[];
  organisations: NewOrganisationPlan[];
  organisationChanges: OrganisationChange[];
  persons: NewPersonPlan[];
  personChanges: PersonChange[];
  memberships: NewMembership[];
  membershipChanges: MembershipChange[];
  membershipEnds: MembershipEnd[];
  appointments: NewAppointment[];
};
