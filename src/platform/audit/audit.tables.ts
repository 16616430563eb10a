import type { Generated } from 'kysely';

declare module '#platform/database/schema.ts' {
  interface Schema {
    tenant: {
      tenant_id: string;
      name: string;
      demo: boolean;
      organisation_counter: Generated<number>;
      key_check: Buffer;
      created_at: Generated<Date>;
    };
    audit_head: { tenant_id: string; seq: number; hash: Buffer; at: Date };
    audit_entry: {
      tenant_id: string;
      seq: number;
      at: Date;
      actor_id: string | null;
      action: string;
      object_kind: string;
      object_id: string | null;
      org_id: string | null;
      /** The canonical JSON that was hashed: the entry itself; the columns beside it only serve search. */
      body: string;
      hash: Buffer;
    };
  }
}
