import type { Scheme } from '#standards/packs/scheme.schema.ts';
import '#organisation/organisation.tables.ts';

declare module '#platform/database/schema.ts' {
  interface Schema {
    /** A scheme as an organ adopted it for a period; written once. */
    scheme_adoption: {
      tenant_id: string;
      id: string;
      /** The organisation that adopted it, for itself and those under it. */
      org_id: string;
      scheme_id: string;
      scheme_version: number;
      body: Scheme;
      /** SM3 of the canonical body. */
      hash: string;
      period_from: string;
      period_to: string;
      adopted_on: string;
      adopted_by: string;
    };
  }
}
