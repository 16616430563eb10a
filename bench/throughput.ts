import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Fastify, { type FastifyInstance } from 'fastify';

/** Requests a second and the 99th percentile in ms, of the product's list and of a bare route with the same bytes. */
export type ThroughputFigure = {
  list: number;
  listP99: number;
  bare: number;
  bareP99: number;
  wrong: number;
};

const CONNECTIONS = 20;
const SECONDS = 4;
const ROUNDS = 3;

/** A signed-in list page (50 rows) against a bare Fastify route that sends the same text, in turns. */
export async function measureThroughput(
  app: FastifyInstance,
  cookie: string,
  path: string,
): Promise<ThroughputFigure> {
  const sample = await app.inject({ method: 'GET', url: path, headers: { cookie: `zelian=${cookie}` } });
  const bare = Fastify();
  bare.get('/bare', (_request, reply) => reply.type('application/json').send(sample.body));
  await app.listen({ port: 0, host: '127.0.0.1' });
  await bare.listen({ port: 0, host: '127.0.0.1' });
  const runs = { list: [] as Run[], bare: [] as Run[] };
  for (let round = 0; round < ROUNDS; round++) {
    runs.list.push(await load(`http://127.0.0.1:${portOf(app)}${path}`, cookie));
    runs.bare.push(await load(`http://127.0.0.1:${portOf(bare)}/bare`, cookie));
  }
  await bare.close();
  const middle = (list: Run[]) =>
    [...list].sort((a, b) => a.answers - b.answers)[Math.floor(list.length / 2)]!;
  return {
    list: middle(runs.list).answers / SECONDS,
    listP99: middle(runs.list).p99,
    bare: middle(runs.bare).answers / SECONDS,
    bareP99: middle(runs.bare).p99,
    wrong: [...runs.list, ...runs.bare].reduce((sum, run) => sum + run.wrong, 0),
  };
}

type Run = { answers: number; wrong: number; p99: number };

function load(url: string, cookie: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'load.worker.ts'), {
      workerData: { url, cookie: `zelian=${cookie}`, connections: CONNECTIONS, seconds: SECONDS },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function portOf(app: FastifyInstance): number {
  return (app.server.address() as AddressInfo).port;
}
