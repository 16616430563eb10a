import type { Generated } from 'kysely';
import '#organisation/organisation.tables.ts';

declare module '#platform/database/schema.ts' {
  interface Schema {
    /** A red line (一票否决): a formal effective document that limits what may follow from a score. */
    red_line: {
      tenant_id: string;
      id: string;
      org_id: string;
      /** The rule of the scheme it falls under. */
      rule: string;
      document_no: string;
      organ: string;
      issued_on: string;
      from_on: string;
      /** Its effect ends by itself after this day; null while the document sets no end. */
      to_on: string | null;
      entered_by: string;
      entered_person: string | null;
      entered_at: Date;
      confirmed_by: string | null;
      confirmed_at: Date | null;
      /** From this day on it has no effect whatever its days say. */
      lifted_on: string | null;
      lifted_reason: Generated<string>;
      version: Generated<number>;
    };
  }
}
