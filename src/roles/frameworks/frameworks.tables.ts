import type { Generated } from 'kysely';
import '#organisation/organisation.tables.ts';
import type { Title } from '#standards/packs/packs.schema.ts';

/** `draft` can be edited, `issued` is in force and fixed, `superseded` was in force until the next edition. */
export type FrameworkState = 'draft' | 'issued' | 'superseded';

/** Rows (levels) and columns (posts, responsibilities, links) of an adopted framework, as its pack had them. */
export type Matrix = {
  rows: { id: string; title: Title }[];
  columns: { id: string; title: Title; kind: string }[];
  reading: boolean;
};

declare module '#platform/database/schema.ts' {
  interface Schema {
    framework: {
      tenant_id: string;
      id: string;
      /** The unit. */
      org_id: string;
      edition: number;
      pack_id: string;
      pack_version: number;
      title: Title;
      matrix: Matrix;
      state: Generated<FrameworkState>;
      /** In force from this day, until the day before `to_on`. */
      from_on: string | null;
      to_on: string | null;
      adopted_at: Date;
      adopted_by: string | null;
      issued_at: Date | null;
      issued_by: string | null;
      content_hash: string | null;
      /** Obligations whose period begins before this day exist. */
      laid_out_to: Generated<string | null>;
      /** The posts as they were held when the owners were last bound. */
      bound_digest: Generated<string | null>;
      version: Generated<number>;
    };
  }
}
