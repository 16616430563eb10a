import { z } from 'zod';

/** What a backup says about itself. Everything in it is compared with what a restore finds. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  program: z.string(),
  postgres: z.string(),
  migrations: z.array(z.strictObject({ id: z.string(), checksum: z.string() })),
  tables: z.array(
    z.strictObject({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int().nonnegative(),
      bytes: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  sequences: z.array(z.strictObject({ name: z.string(), value: z.string().regex(/^\d+$/) })),
  /** Heads of the audit chains, one a tenant. */
  chains: z.array(z.strictObject({ tenantId: z.uuid(), seq: z.number().int(), hash: z.string() })),
  /** Key checks of the tenants, hexadecimal: under which master key the sealed fields were written. */
  keyChecks: z.array(z.string()),
  /** Tables whose rows were left out on purpose. */
  leftOut: z.array(z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;
