import type { Generated } from 'kysely';

declare module '#platform/database/schema.ts' {
  interface Schema {
    account: {
      tenant_id: string;
      id: string;
      login: string;
      display_name: string;
      person_id: string | null;
      password_hash: string;
      state: Generated<'active' | 'disabled'>;
      must_change_password: Generated<boolean>;
      version: Generated<number>;
      created_at: Generated<Date>;
    };
    session: {
      tenant_id: string;
      id: string;
      token_hash: Buffer;
      account_id: string;
      created_at: Date;
      seen_at: Date;
      expires_at: Date;
      device: string;
    };
    sign_in_failure: { key: string; failures: number; first_at: Date; last_at: Date };
    role_binding: {
      tenant_id: string;
      id: string;
      account_id: string;
      role: string;
      org_id: string | null;
      from_on: string;
      to_on: string | null;
      granted_by: string | null;
      seal: Buffer;
      version: Generated<number>;
    };
    idempotency_key: {
      tenant_id: string;
      actor_id: string;
      key: string;
      request_hash: Buffer;
      status: number;
      reply: unknown;
      at: Generated<Date>;
    };
  }
}
