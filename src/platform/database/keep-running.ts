import { setTimeout as sleep } from 'node:timers/promises';
import { tailOf } from './data-folder.ts';
import { runServer, type ServerCommand, type ServerProcess } from './server-process.ts';
import { StartRefusal } from './start-refusal.ts';

/**
 * Starts the server again when it ends unbidden (killed, out of memory, disk full), as often as it takes: what stood in
 * its way may be mended while we run.
 */
export async function keepRunning(
  command: ServerCommand,
  logFile: string,
  log: (line: string) => void,
): Promise<Pick<ServerProcess, 'stop'>> {
  const stopping = new AbortController();
  let server = await startPatiently(command, logFile);
  const watch = async (): Promise<void> => {
    for (let pause = 100; ; pause = Math.min(pause * 2, 5_000)) {
      const from = Date.now();
      await server.ended;
      if (stopping.signal.aborted) return;
      log('数据库进程意外结束，正在重新启动。The database server ended unexpectedly and is being restarted.');
      if (Date.now() - from > 60_000) pause = 100;
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      // One that does not come up has ended: the next round tries again.
      server = await runServer(command).catch(() => ENDED);
    }
  };
  const watching = watch();
  return {
    async stop() {
      stopping.abort();
      await server.stop();
      await watching;
      // A restart that was under way when the stop came has replaced `server`.
      await server.stop();
    },
  };
}

const ENDED: ServerProcess = { ended: Promise.resolve(), stop: async () => {} };

/** After a kill -9 of the server alone its children need a moment to notice; until then a start is refused. */
async function startPatiently(command: ServerCommand, logFile: string): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runServer(command);
    } catch (error) {
      const reason = tailOf(logFile);
      if (attempt >= 30 || !/shared memory block|lock file/.test(reason)) {
        throw new StartRefusal(
          'database/start-failed',
          `内置数据库没有启动成功，原因见 ${logFile}。`,
          `The embedded database did not start (${String(error)}). Its last messages:\n${reason}`,
        );
      }
      await sleep(300);
    }
  }
}
