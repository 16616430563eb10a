import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type pg from 'pg';

// The wire side of COPY, which `pg` leaves to its users: a query object that the client feeds with messages.
type Wire = {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
  stream: Duplex;
};

const BLOCK_BYTES = 65_536;

class CopyQuery {
  readonly done: Promise<number>;
  protected rows = 0;
  protected resolve!: (rows: number) => void;
  protected reject!: (error: unknown) => void;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  submit(wire: Wire): void {
    wire.query(this.#text);
  }
  handleCommandComplete(message: { text: string }): void {
    this.rows = Number(/^COPY (\d+)/.exec(message.text)?.[1] ?? 0);
  }
  handleReadyForQuery(): void {
    this.resolve(this.rows);
  }
  handleError(error: Error): void {
    this.reject(error);
  }
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyInResponse(wire: Wire): void {
    wire.sendCopyFail('not a COPY FROM');
  }
  handleCopyData(): void {}
}

class CopyOut extends CopyQuery {
  readonly #take: (block: Buffer) => Promise<void>;
  #pending: Buffer[] = [];
  #size = 0;
  #taken: Promise<void> = Promise.resolve();

  constructor(text: string, take: (block: Buffer) => Promise<void>) {
    super(text);
    this.#take = take;
  }

  override handleCopyData(message?: { chunk: Buffer }, wire?: Wire): void {
    if (!message || !wire) return;
    // The client reuses its receive buffer: the bytes are ours only until we return.
    this.#pending.push(Buffer.from(message.chunk));
    this.#size += message.chunk.length;
    if (this.#size < BLOCK_BYTES) return;
    wire.stream.pause();
    this.#flush();
    this.#taken.then(() => wire.stream.resume()).catch(() => wire.stream.resume());
  }

  override handleReadyForQuery(): void {
    this.#flush();
    this.#taken.then(() => this.resolve(this.rows)).catch(this.reject);
  }

  #flush(): void {
    if (this.#size === 0) return;
    const block = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#size = 0;
    this.#taken = this.#taken.then(() => this.#take(block));
    // Reported by handleReadyForQuery; until then it must not count as unhandled.
    this.#taken.catch(() => {});
  }
}

class CopyIn extends CopyQuery {
  readonly #source: AsyncIterable<Buffer>;

  constructor(text: string, source: AsyncIterable<Buffer>) {
    super(text);
    this.#source = source;
  }

  override handleCopyInResponse(wire: Wire): void {
    this.#send(wire).then(
      () => wire.endCopyFrom(),
      (error: unknown) => {
        this.reject(error);
        wire.sendCopyFail('the source failed');
      },
    );
  }

  async #send(wire: Wire): Promise<void> {
    for await (const chunk of this.#source) {
      wire.sendCopyFromChunk(chunk);
      if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain');
    }
  }
}

/** Runs `COPY … TO STDOUT`; `take` gets blocks of about 64 KiB, one at a time. Returns the number of rows. */
export async function copyOut(
  client: pg.Client,
  text: string,
  take: (block: Buffer) => Promise<void>,
): Promise<number> {
  const query = new CopyOut(text, take);
  client.query(query as unknown as pg.Submittable);
  return query.done;
}

/** Runs `COPY … FROM STDIN` with the bytes of `source`. Returns the number of rows. */
export async function copyIn(
  client: pg.Client,
  text: string,
  source: AsyncIterable<Buffer>,
): Promise<number> {
  const query = new CopyIn(text, source);
  client.query(query as unknown as pg.Submittable);
  return query.done;
}
