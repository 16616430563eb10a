import { z } from 'zod';
import { newId } from '#kernel/ids.ts';
import type { Random } from './random.ts';

/** The part of JSON Schema that contracts use. */
export type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema | boolean;
  prefixItems?: Schema[];
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  pattern?: string;
  format?: string;
  default?: unknown;
  $ref?: string;
};

/** What a contract takes, as JSON Schema; null for none. */
export function inputSchema(schema: z.core.$ZodType | undefined): Schema | null {
  if (!schema || schema instanceof z.ZodUndefined) return null;
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema;
}

/** An identifier for a field of this name (`orgId`), preferably of a thing that exists. */
export type IdSource = (field: string) => string;

/** Identifiers that nothing has. */
export const idsOfNothing: IdSource = () => newId();

/** Something that a schema takes, as far as the schema tells. */
export function sampleOf(schema: Schema, random: Random, ids: IdSource, field = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return sampleOf(random.pick(choices), random, ids, field);
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((each) => sampleOf(each, random, ids, field)));
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
  switch (type) {
    case 'object':
      return sampleObject(schema, random, ids);
    case 'array': {
      const items = typeof schema.items === 'object' ? schema.items : {};
      if (schema.prefixItems) return schema.prefixItems.map((each) => sampleOf(each, random, ids, field));
      const length = Math.min(schema.maxItems ?? 3, Math.max(schema.minItems ?? 0, 1 + random.below(2)));
      return Array.from({ length }, () => sampleOf(items, random, ids, field));
    }
    case 'integer':
    case 'number': {
      const least = schema.minimum ?? schema.exclusiveMinimum ?? 0;
      const most = Math.min(schema.maximum ?? least + 100, least + 100);
      return Math.ceil(least) + random.below(Math.max(1, most - least));
    }
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    case 'string':
      return sampleText(schema, random, ids, field);
    default:
      return random.pick(['文字', 1, null]);
  }
}

function sampleObject(schema: Schema, random: Random, ids: IdSource): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(schema.properties ?? {})) {
    if (schema.required?.includes(key) || random.chance(0.6)) made[key] = sampleOf(each, random, ids, key);
  }
  if (typeof schema.additionalProperties === 'object' && schema.propertyNames) {
    made[String(sampleOf(schema.propertyNames, random, ids))] = sampleOf(
      schema.additionalProperties,
      random,
      ids,
    );
  }
  return made;
}

function sampleText(schema: Schema, random: Random, ids: IdSource, field: string): string {
  if (schema.format === 'uuid') return ids(field);
  if (schema.format === 'date-time') return '2026-11-20T01:00:00.000Z';
  if (schema.format === 'date' || schema.pattern?.includes('\\d{4}-\\d{2}-\\d{2}'))
    return random.pick(['2026-11-20', '2026-12-15', '2027-01-31']);
  if (schema.pattern?.includes('\\d{4}-\\d{2}')) return '2026-11';
  if (schema.pattern?.includes('[0-9a-f]{64}')) return 'ab'.repeat(32);
  if (schema.format === 'base64') return 'QUJD';
  if (schema.format === 'uri') return 'http://127.0.0.1:3000';
  if (schema.pattern?.startsWith('^[a-z')) return random.pick(['members', 'staff', 'superior']);
  const text = random.pick(['开展谈心谈话', '一份说明', '整改落实到位', 'plain words', '测试']);
  const least = schema.minLength ?? 0;
  const long = text.length < least ? text.repeat(Math.ceil(least / text.length)) : text;
  return long.slice(0, schema.maxLength ?? 200);
}

/** Values that break careless programs; each is sent where a schema says something else. */
export const oddValues: readonly unknown[] = [
  null,
  '',
  ' ',
  0,
  -1,
  1.5,
  1e308,
  -0,
  2 ** 53,
  9_999_999_999,
  true,
  [],
  {},
  [[[[[[]]]]]],
  'NaN',
  'Infinity',
  '0000-00-00',
  '9999-99-99',
  '2026-02-30',
  '0001-01-01',
  '275760-09-13',
  '00000000-0000-0000-0000-000000000000',
  'x'.repeat(100_000),
  '张'.repeat(50_000),
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udfffb',
  '\u202e\u2066',
  '👨‍👩‍👧‍👦',
  '%',
  '_',
  '\\',
  '%_\\%',
  "'",
  "' or '1'='1",
  "'; drop table person; --",
  '$1',
  '{{7*7}}',
  '${7*7}',
  '<script>alert(1)</script>',
  '../../../etc/passwd',
  'a\r\nX-Injected: y',
  '=HYPERLINK("http://x","a")',
  '(a+)+$',
  '((((((((((',
  '*&|!:<->',
  { $gt: '' },
  ['a', 'a'],
  { length: 1e9 },
];

/** A sample with one place made odd: another type, a missing or an extra key. */
export function mutate(value: unknown, random: Random): unknown {
  if (random.chance(0.1)) return random.pick(oddValues);
  if (Array.isArray(value) && value.length > 0) {
    const at = random.below(value.length);
    if (random.chance(0.2)) return Array.from({ length: 300 }, () => value[at]);
    return value.map((each, place) => (place === at ? mutate(each, random) : each));
  }
  if (value !== null && typeof value === 'object') {
    const keys = Object.keys(value);
    if (keys.length === 0 || random.chance(0.15))
      return {
        ...value,
        [random.pick(['score', 'tenant_id', 'id', 'constructor', ''])]: random.pick(oddValues),
      };
    const key = random.pick(keys);
    const copy: Record<string, unknown> = { ...value };
    if (random.chance(0.2)) delete copy[key];
    else copy[key] = mutate(copy[key], random);
    return copy;
  }
  return random.pick(oddValues);
}
