import { parentPort } from 'node:worker_threads';
import { type Job, runJob } from './crypto/jobs.ts';

parentPort?.on('message', ({ id, job }: { id: number; job: Job }) => {
  try {
    parentPort?.postMessage({ id, answer: runJob(job) });
  } catch (error) {
    parentPort?.postMessage({ id, failure: String((error as Error).stack) });
  }
});
