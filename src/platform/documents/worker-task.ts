import { Worker } from 'node:worker_threads';
import { ok, type Refusal, type Result, refuse } from '#kernel/result.ts';

/** Bounds of one task in a worker thread. Heavy files are worked on one at a time; a few may wait. */
const limits = { heapMb: 700, running: 1, waiting: 8 } as const;

let running = 0;
const queue: (() => void)[] = [];

/** What a task's module posts: pieces of its answer as they come, then the end. */
export type TaskMessage<Piece> = { piece: Piece } | { done: true } | { refusal: Refusal };

/**
 * Runs a module in a worker thread of its own, with a bounded heap and a time limit, so that neither a long parse nor a
 * hostile file blocks or ends the server. The module gets `input` as `workerData` and posts `TaskMessage`s; `onPiece`
 * is called for each piece in order. Refuses with 503 when too many files wait, 422 when the file proves too heavy.
 */
export async function runInWorker<Piece>(
  module: URL,
  input: unknown,
  options: { timeoutMs: number; onPiece: (piece: Piece) => void; transfer?: ArrayBuffer[] },
): Promise<Result<true>> {
  if (running >= limits.running) {
    if (queue.length >= limits.waiting) {
      return refuse('documents/busy', '正在处理的文件较多,请过一分钟再试。', { status: 503 });
    }
    await new Promise<void>((resolve) => queue.push(resolve));
  }
  running++;
  try {
    return await runOne(module, input, options);
  } finally {
    running--;
    queue.shift()?.();
  }
}

function runOne<Piece>(
  module: URL,
  input: unknown,
  options: { timeoutMs: number; onPiece: (piece: Piece) => void; transfer?: ArrayBuffer[] },
): Promise<Result<true>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(module, {
      workerData: input,
      transferList: options.transfer,
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 64 },
    });
    let settled = false;
    const settle = (finish: () => void) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      // Resolve only when the thread is gone: its memory is then free for the next file.
      void worker.terminate().then(finish, finish);
    };
    const timer = setTimeout(() => settle(() => resolve(tooHeavy())), options.timeoutMs);
    worker.on('message', (message: TaskMessage<Piece>) => {
      if (settled) return;
      if ('piece' in message) {
        try {
          options.onPiece(message.piece);
        } catch (error) {
          settle(() => reject(error));
        }
      } else if ('refusal' in message) settle(() => resolve({ ok: false, refusal: message.refusal }));
      else settle(() => resolve(ok(true)));
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') settle(() => resolve(tooHeavy()));
      else settle(() => reject(error));
    });
    worker.on('exit', (code) => {
      if (!settled) settle(() => reject(new Error(`the worker thread ended early with code ${code}`)));
    });
  });
}

function tooHeavy() {
  return refuse(
    'documents/too-heavy',
    '文件内容过于复杂,在限定的时间和内存内没有读完。请把有内容的区域复制到新工作簿(只粘贴数值),或拆成几个文件后重新上传。',
    { status: 422 },
  );
}
