import { join } from 'node:path';
import { openApiDocument } from '../src/platform/http/openapi.ts';
import { routes } from '../src/routes.ts';

/** Where the committed OpenAPI document lies. */
export const apiDocumentFile = join(import.meta.dirname, '../docs/api/openapi.json');

/** The OpenAPI document as it is committed: indented, so that a review reads the change. */
export function apiDocumentText(): string {
  return `${JSON.stringify(openApiDocument(routes), null, 2)}\n`;
}
