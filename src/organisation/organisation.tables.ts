import type { Generated } from 'kysely';

export const organisationKinds = [
  'work_committee',
  'unit',
  'leading_group',
  'organ_committee',
  'general_branch',
  'branch',
  'joint_branch',
  'temporary_branch',
  'group',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

declare module '#platform/database/schema.ts' {
  interface Schema {
    organisation: {
      tenant_id: string;
      id: string;
      kind: OrganisationKind;
      name: string;
      short_name: string | null;
      parent_id: string | null;
      /** A number of the tenant's own counter: one label of the path. */
      no: number;
      /** The labels from the root down, each followed by '.': a prefix of it is an ancestor's path and nothing else. */
      path: string;
      /** Comparability group: like is compared with like (分层分类考核). */
      category: string | null;
      state: Generated<'active' | 'dissolved'>;
      version: Generated<number>;
      batch_id: string | null;
    };
    person: {
      tenant_id: string;
      id: string;
      name: string;
      sex: '男' | '女' | null;
      ethnicity: string | null;
      /** Sealed under the place `person/birth/<id>`. */
      birth_sealed: Buffer | null;
      /** Sealed under the place `person/phone/<id>`. */
      phone_sealed: Buffer | null;
      identity_index: Buffer | null;
      phone_index: Buffer | null;
      education: string | null;
      employer_id: string | null;
      title: string | null;
      state: Generated<'active' | 'left'>;
      version: Generated<number>;
      batch_id: string | null;
    };
    membership: {
      tenant_id: string;
      id: string;
      person_id: string;
      org_id: string;
      kind: 'full' | 'probationary';
      joined_on: string | null;
      confirmed_on: string | null;
      from_on: string;
      to_on: string | null;
      exempt: Generated<boolean>;
      batch_id: string | null;
    };
    /** Who works in a temporary branch while the membership stays at home. */
    attachment: {
      tenant_id: string;
      id: string;
      org_id: string;
      person_id: string;
      from_on: string;
      to_on: string | null;
    };
    appointment: {
      tenant_id: string;
      id: string;
      person_id: string;
      org_id: string;
      post: string;
      from_on: string;
      to_on: string | null;
      batch_id: string | null;
    };
  }
}
