// node scripts/openapi.ts: writes docs/api/openapi.json, the committed description of the API. A test fails when it is stale.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { apiDocumentFile, apiDocumentText } from './api-document.ts';

mkdirSync(dirname(apiDocumentFile), { recursive: true });
writeFileSync(apiDocumentFile, apiDocumentText());
