import { connect, createServer, type Server, type Socket } from 'node:net';

/** A proxy between the program and its database that fails the way networks and servers do. */
export type FaultProxy = {
  port: number;
  /** Cuts every connection that is open now. */
  killAll(): void;
  /** While true nothing passes, and nobody is told: connections stay open, new ones are accepted, no byte arrives. */
  setBlackHole(on: boolean): void;
  /** While true new connections are refused. */
  setRefusing(on: boolean): void;
  /** Delays every byte towards the program, in ms. */
  setLatency(milliseconds: number): void;
  /** Lets the next message with this word through to the database, then cuts the connection instead of its answer. */
  loseAnswerTo(word: string): void;
  /** Connections accepted so far. */
  accepted(): number;
  close(): Promise<void>;
};

/** Ends a connection the rude way; a Unix socket knows no reset. */
function cut(socket: Socket): void {
  if (socket.remoteAddress) socket.resetAndDestroy();
  else socket.destroy();
}

/** Starts a proxy to a TCP address or a Unix socket. */
export async function startFaultProxy(
  to: { path: string } | { host: string; port: number },
): Promise<FaultProxy> {
  const open = new Set<Socket>();
  let blackHole = false;
  let refusing = false;
  let latency = 0;
  let fatalWord: string | null = null;
  let accepted = 0;

  const server: Server = createServer((client) => {
    accepted += 1;
    if (refusing) return cut(client);
    const database = connect(to as { path: string });
    let losing = false;
    for (const socket of [client, database]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        database.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (blackHole) return;
      if (fatalWord !== null && bytes.includes(fatalWord)) {
        losing = true;
        fatalWord = null;
      }
      database.write(bytes);
    });
    database.on('data', (bytes) => {
      if (blackHole) return;
      if (losing) return cut(client);
      if (latency === 0) client.write(bytes);
      else setTimeout(() => blackHole || client.write(bytes), latency);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    killAll: () => {
      for (const socket of open) cut(socket);
    },
    setBlackHole: (on) => {
      blackHole = on;
    },
    setRefusing: (on) => {
      refusing = on;
    },
    setLatency: (milliseconds) => {
      latency = milliseconds;
    },
    loseAnswerTo: (word) => {
      fatalWord = word;
    },
    accepted: () => accepted,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Where a PostgreSQL address leads: a Unix socket (`?host=/folder`) or a TCP port. */
export function placeOf(url: string): { path: string } | { host: string; port: number } {
  const parsed = new URL(url);
  const folder = parsed.searchParams.get('host') ?? decodeURIComponent(parsed.hostname);
  const port = Number(parsed.searchParams.get('port') ?? (parsed.port || 5432));
  return folder.startsWith('/') ? { path: `${folder}/.s.PGSQL.${port}` } : { host: folder, port };
}

/** The same database address, led through a proxy. */
export function throughProxy(url: string, proxyPort: number): string {
  const parsed = new URL(url);
  parsed.searchParams.delete('host');
  parsed.searchParams.delete('port');
  parsed.hostname = '127.0.0.1';
  parsed.port = String(proxyPort);
  return parsed.toString();
}
