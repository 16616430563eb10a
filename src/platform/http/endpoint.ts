import { z } from 'zod';
import { isDay } from '#kernel/dates.ts';

/**
 * The roles of the system. Member, secretary and commissioner (组织委员, for the liaison of the own branch) follow from the
 * organisation. 三员 (sysadmin, secadmin, auditor) are mutually exclusive and see no business data.
 */
export const roleNames = [
  'clerk',
  'officer',
  'secretary',
  'member',
  'rater',
  'auditor',
  'sysadmin',
  'secadmin',
  'commissioner',
] as const;
export type RoleName = (typeof roleNames)[number];

/**
 * How far a role reaches from where it is held: `subtree` = objects of that organisation and those under it,
 * `own` = of exactly that organisation, `self` = objects about the actor's own person, `own-or-self` = both of these,
 * `tenant` = the whole tenant.
 */
export const accessScopes = ['subtree', 'own', 'self', 'own-or-self', 'tenant'] as const;
export type AccessScope = (typeof accessScopes)[number];

/** Who may call an endpoint: everybody, everybody signed in, or the named roles, each within its scope. */
export type AccessRule = 'public' | 'signed-in' | { readonly [Role in RoleName]?: AccessScope };

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Shape = z.core.$ZodType;

/** An endpoint as declared: the one source for validation, the typed client, the OpenAPI document and the access matrix. */
export type Endpoint<
  Path extends string = string,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Response extends Shape = Shape,
> = {
  readonly method: Method;
  /** Under /api/v1, with `:name` for parameters, which are UUIDs unless `params` says otherwise. */
  readonly path: Path;
  readonly summary: string;
  readonly access: AccessRule;
  readonly params?: Record<string, Shape>;
  readonly query?: Query;
  readonly body?: Body;
  readonly response: Response;
  /** An edit of something with a version: `If-Match` is required (428); a stale one gets 412 and who changed what. */
  readonly edits?: boolean;
  /** A create that honours `Idempotency-Key`. */
  readonly idempotent?: boolean;
  readonly status?: 200 | 201 | 202 | 204;
  /** The reply is a file: the handler returns a `Download`. */
  readonly download?: boolean;
  /** The request is one file in multipart form data, field `file`. */
  readonly upload?: { readonly maxBytes: number };
  /** A GET that leaves an audit entry (reading a personal file, an export): its transaction may write. */
  readonly audits?: boolean;
  /** Requests a minute from one address, where the general limit is too wide (sign-in, rater links). */
  readonly perMinute?: number;
};

/** Declares an endpoint; returns it unchanged, with its exact types. */
export function endpoint<
  const Path extends string,
  Query extends Shape = z.ZodObject<Record<never, never>>,
  Body extends Shape = z.ZodUndefined,
  Response extends Shape = Shape,
>(declared: Endpoint<Path, Query, Body, Response>): Endpoint<Path, Query, Body, Response> {
  return declared;
}

type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** The path parameters of an endpoint: one string for each `:name`. */
export type ParamsOf<E> =
  E extends Endpoint<infer Path, infer _Q, infer _B, infer _R>
    ? { [Name in ParamNames<Path>]: string }
    : never;
/** The query as the handler gets it (defaults filled in). */
export type QueryOf<E extends { query?: Shape }> = NonNullable<E['query']>['_zod']['output'];
/** The query as the caller writes it. */
export type QueryInputOf<E extends { query?: Shape }> = NonNullable<E['query']>['_zod']['input'];
/** The body as the handler gets it. */
export type BodyOf<E extends { body?: Shape }> = NonNullable<E['body']>['_zod']['output'];
/** The body as the caller writes it. */
export type BodyInputOf<E extends { body?: Shape }> = NonNullable<E['body']>['_zod']['input'];
/** The reply. */
export type ResponseOf<E extends { response: Shape }> = E['response']['_zod']['output'];

/** What a `download` endpoint's handler returns. `filename` may be Chinese. */
export type Download = { filename: string; contentType: string; bytes: Uint8Array };

/** The reply schema of a `download` endpoint. */
export const fileReply = z.custom<Download>();

/** Query of every list: an opaque cursor from the last page's `next`, and how many rows (at most 200). */
export const pageQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number<number>().int().min(1).max(200).default(50),
});

/** Reply of every list: the rows, and the cursor of the next page or null. `total` only where counting is cheap. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable(), total: z.number().int().optional() });
}

/** Schemas that contracts share. */
export const fields = {
  id: z.uuid('请从列表中选择'),
  /** An existing day between 1900 and 2999. */
  day: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, {
      error: ({ input }) => (input === '' ? '请选择日期' : '日期应写作 2026-11-23'),
      abort: true,
    })
    .refine(isDay, '没有这一天，请核对日期'),
  /** A line of text: trimmed, without control characters. */
  line: (max: number) =>
    z
      .string()
      .trim()
      .min(1, '不能为空')
      .max(max, `最多 ${max} 字`)
      .refine(hasNoControls, '含有不可见的控制字符，请删除后重试'),
  /** Several lines of text, may be empty. */
  text: (max: number) =>
    z
      .string()
      .trim()
      .max(max, `最多 ${max} 字`)
      .refine((value) => hasNoControls(value.replace(/[\r\n\t]/g, '')), '含有不可见的控制字符，请删除后重试'),
  version: z.number().int().nonnegative(),
};

function hasNoControls(value: string): boolean {
  // Lone surrogates and NUL are refused by PostgreSQL; bidirectional overrides can disguise a name.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is the check for them
  return value.isWellFormed() && !/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(value);
}
