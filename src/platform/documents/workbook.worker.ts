import { parentPort, workerData } from 'node:worker_threads';
import type { SheetPiece } from './cells.ts';
import { parseWorkbook } from './workbook-reader.ts';
import type { TaskMessage } from './worker-task.ts';

// Rows go over in portions, so that taking them in never holds up the server's event loop for long.
const ROWS_AT_ONCE = 500;

function post(message: TaskMessage<SheetPiece>): void {
  parentPort?.postMessage(message);
}

const parsed = await parseWorkbook(workerData as Uint8Array);
if (parsed.ok) {
  for (const { rows, ...sheet } of parsed.value) {
    post({ piece: { sheet } });
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
      post({ piece: { rows: rows.slice(at, at + ROWS_AT_ONCE) } });
  }
  post({ done: true });
} else post({ refusal: parsed.refusal });
