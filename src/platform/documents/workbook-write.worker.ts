import { parentPort, workerData } from 'node:worker_threads';
import { renderWorkbook, type SheetToWrite } from './workbook-writer.ts';
import type { TaskMessage } from './worker-task.ts';

const { sheets, options } = workerData as { sheets: SheetToWrite[]; options: { at: Date; title?: string } };
const bytes = await renderWorkbook(sheets, options);
const piece: TaskMessage<Uint8Array> = { piece: bytes };
parentPort?.postMessage(piece);
const end: TaskMessage<Uint8Array> = { done: true };
parentPort?.postMessage(end);
