import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apiDocumentFile, apiDocumentText } from './api-document.ts';

describe('the OpenAPI document', () => {
  it('is the one that the routes give (else run: node scripts/with-node.mjs scripts/openapi.ts)', () => {
    const committed = readFileSync(apiDocumentFile, 'utf8');
    const given = apiDocumentText();
    if (committed === given) return;
    const old = new Set(committed.split('\n'));
    const fresh = new Set(given.split('\n'));
    const changes = [
      ...[...old].filter((line) => !fresh.has(line)).map((line) => `- ${line.trim()}`),
      ...[...fresh].filter((line) => !old.has(line)).map((line) => `+ ${line.trim()}`),
    ];
    expect(changes.slice(0, 40)).toEqual([]);
    expect(committed, 'the same lines in another order').toBe(given);
  });

  it('names every operation once', () => {
    const ids = [...apiDocumentText().matchAll(/"operationId": "(.+)"/g)].map((match) => match[1]);
    expect(ids.length).toBeGreaterThan(5);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
