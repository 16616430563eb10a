import { on } from '#platform/http/routes.ts';
import { startCheck } from './check-workbook.ts';
import { confirm } from './confirm-import.ts';
import { describeFields } from './describe-fields.ts';
import { downloadMarked } from './download-marked.ts';
import { exportRoster } from './export-roster.ts';
import {
  checkImport,
  confirmImport,
  discardImport,
  importFields,
  importTemplate,
  listImportLines,
  listImports,
  markedWorkbook,
  readImport,
  rosterExport,
  undoImport,
  uploadImport,
} from './import.contract.ts';
import { downloadTemplate } from './import-template.ts';
import { openImport, pageOfImports, pageOfLines } from './read-imports.ts';
import { discard, undo } from './undo-import.ts';
import { uploadWorkbook } from './upload-workbook.ts';

export const importRoutes = [
  on(importFields, async (ctx) => describeFields(ctx)),
  on(importTemplate, (ctx) => downloadTemplate(ctx)),
  on(uploadImport, (ctx, { file }) => uploadWorkbook(ctx, file)),
  on(listImports, (ctx, { query }) => pageOfImports(ctx, query)),
  on(readImport, (ctx, { params }) => openImport(ctx, params.id)),
  on(checkImport, (ctx, { params, body }) => startCheck(ctx, params.id, body)),
  on(listImportLines, (ctx, { params, query }) => pageOfLines(ctx, params.id, query)),
  on(markedWorkbook, (ctx, { params }) => downloadMarked(ctx, params.id)),
  on(confirmImport, (ctx, { params }) => confirm(ctx, params.id)),
  on(undoImport, (ctx, { params }) => undo(ctx, params.id)),
  on(discardImport, (ctx, { params }) => discard(ctx, params.id)),
  on(rosterExport, (ctx) => exportRoster(ctx)),
];
