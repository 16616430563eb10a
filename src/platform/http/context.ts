import type { Day } from '#kernel/dates.ts';
import type { AuditEntry } from '#platform/audit/chain.ts';
import type { Keys } from '#platform/crypto/keys.ts';
import type { Database } from '#platform/database/database.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { RoleName } from './endpoint.ts';

/** A role held at an organisation. `path` is that organisation's path; null for a role of the whole tenant. */
export type Grant = { role: RoleName; orgId: string | null; path: string | null };

/** Who acts. An outside rater or a scheduled job has no account and no grants. */
export type Actor = {
  tenantId: string;
  accountId: string | null;
  personId: string | null;
  sessionId: string | null;
  displayName: string;
  grants: readonly Grant[];
};

/** What a use case may reach outside its transaction. Rooms above add theirs by declaration merging. */
export interface Services {
  database: Database;
  keys: Keys;
  config: Config;
  log(event: string, details?: Record<string, unknown>): void;
}

/** The settings of a running server; nothing else reads the environment. */
export type Config = {
  port: number;
  host: string;
  dataDir: string;
  /** Public address, such as https://dj.example.gov.cn; decides whether cookies are Secure and which Origin is ours. */
  publicUrl: string | null;
  trustProxy: boolean;
  webDir: string;
  contentDir: string;
};

/** One request of one actor in one transaction: everything a use case is given. */
export type Context = {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Date;
  readonly today: Day;
  /** The version the actor edited, from If-Match. */
  readonly ifMatch: number | undefined;
  readonly services: Services;
  /** Notes what happened; written to the chain in this transaction when the use case succeeds. */
  audit(entry: AuditEntry): void;
  /** Sets (or with null clears) the session cookie of the reply. */
  setSession(token: string | null): void;
  readonly device: string;
};
