import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/** Sends requests over kept connections for some seconds, as fast as they are answered, and counts the answers. */
const { url, cookie, connections, seconds } = workerData as {
  url: string;
  cookie: string;
  connections: number;
  seconds: number;
};
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const until = performance.now() + seconds * 1000;
const times: number[] = [];
let wrong = 0;

function once(): Promise<void> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const sent = request(url, { agent, headers: { cookie } }, (reply) => {
      if (reply.statusCode !== 200) wrong += 1;
      reply.resume();
      reply.once('end', () => {
        times.push(performance.now() - begun);
        resolve();
      });
    });
    sent.once('error', () => {
      wrong += 1;
      resolve();
    });
    sent.end();
  });
}

await Promise.all(
  Array.from({ length: connections }, async () => {
    while (performance.now() < until) await once();
  }),
);
agent.destroy();
times.sort((a, b) => a - b);
parentPort?.postMessage({ answers: times.length, wrong, p99: times[Math.floor(times.length * 0.99)] ?? 0 });
