import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ok, type Result, refuse } from '#kernel/result.ts';
import type { Job, JobAnswers } from './crypto/jobs.ts';

/**
 * Threads that check and add up ballots, so that no request waits for another one's proofs. One is left for the event
 * loop; what does not fit in the queue is refused at once instead of timing out.
 */
const limits = { threads: Math.max(1, Math.min(4, availableParallelism() - 1)), waiting: 256 } as const;

type Waiting = { job: Job; resolve: (answer: unknown) => void; reject: (error: Error) => void };
type Thread = { worker: Worker; current: Waiting | undefined };

const threads: Thread[] = [];
const queue: Waiting[] = [];
let lastId = 0;

/** Runs a job in a thread. Refuses (503) when too many wait; throws what the job throws. */
export async function runInPool<J extends Job>(job: J): Promise<Result<JobAnswers[J['kind']]>> {
  if (queue.length >= limits.waiting) {
    return refuse('ballots/busy', '正在核验的票较多，请稍候几秒再提交，您的选择仍在页面上。', {
      status: 503,
    });
  }
  const answer = await new Promise<unknown>((resolve, reject) => {
    queue.push({ job, resolve, reject });
    dispatch();
  });
  return ok(answer as JobAnswers[J['kind']]);
}

function dispatch(): void {
  if (queue.length === 0) return;
  let thread = threads.find((one) => !one.current);
  if (!thread && threads.length < limits.threads) {
    thread = start();
    threads.push(thread);
  }
  const next = thread ? queue.shift() : undefined;
  if (!thread || !next) return;
  thread.current = next;
  // a thread at work keeps the process alive, an idle one does not
  thread.worker.ref();
  lastId += 1;
  thread.worker.postMessage({ id: lastId, job: next.job });
}

function start(): Thread {
  const worker = new Worker(new URL('./crypto.worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  const thread: Thread = { worker, current: undefined };
  const finish = (settle: (waiting: Waiting) => void) => {
    const waiting = thread.current;
    thread.current = undefined;
    worker.unref();
    if (waiting) settle(waiting);
    dispatch();
  };
  worker.on('message', ({ answer, failure }: { answer?: unknown; failure?: string }) => {
    finish((waiting) =>
      failure === undefined ? waiting.resolve(answer) : waiting.reject(new Error(failure)),
    );
  });
  worker.on('error', (error: Error) => {
    threads.splice(threads.indexOf(thread), 1);
    finish((waiting) => waiting.reject(error));
  });
  worker.unref();
  return thread;
}
