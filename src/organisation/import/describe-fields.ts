import type { Context } from '#platform/http/context.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import type { importFields } from './import.contract.ts';
import './import-services.ts';

/** The tables and columns an import knows, with the ways their headers may be written. */
export function describeFields(ctx: Context): ResponseOf<typeof importFields> {
  const { sheets, fields } = ctx.services.importVocabulary;
  return { sheets, fields: fields.map(({ hint, ...field }) => ({ ...field, hint: hint ?? null })) };
}
