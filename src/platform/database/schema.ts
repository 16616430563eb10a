import type { Kysely } from 'kysely';

/**
 * The tables, by name. Each feature adds its own by declaration merging in its `*.tables.ts`, so that no room has to
 * know the others' tables and there is still one type for a transaction.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Schema {}

/** A connection inside a transaction that belongs to one tenant. */
export type Tx = Kysely<Schema>;

/** A migration: plain SQL that runs once, in one transaction, in the order of `id`. */
export type Migration = { readonly id: string; readonly sql: string };
