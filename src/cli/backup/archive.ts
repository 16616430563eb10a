import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { StartRefusal } from '#platform/database/start-refusal.ts';

/**
 * One file: a first line, then records of a type (1 byte), a length (4 bytes, big-endian) and a content.
 * `P` begins a part (its name), `D` holds gzip-compressed bytes of it, `M` is the manifest (JSON), `H` the SHA-256 of
 * everything before it and always last: one changed byte anywhere is found before anything is believed.
 */
const FIRST_LINE = Buffer.from('ZELIAN-BACKUP 1\n');
const HEADER_BYTES = 5;
const SEAL_BYTES = HEADER_BYTES + 32;

export type PartReport = { sha256: string; bytes: number };

export type ArchiveWriter = {
  /** Adds a part; `produce` hands over its bytes. Returns the SHA-256 and size of the bytes before compression. */
  part(name: string, produce: (take: (block: Buffer) => Promise<void>) => Promise<void>): Promise<PartReport>;
  /** Adds the manifest, seals the file, flushes it to disk and gives it its name. Returns its size. */
  finish(manifest: object): Promise<number>;
  /** Gives up; nothing remains. */
  discard(): Promise<void>;
};

/** Starts an archive. It has its name only when complete; readable by its owner alone. */
export async function createArchive(path: string): Promise<ArchiveWriter> {
  const draft = `${path}.${process.pid}.part`;
  const file = await open(draft, 'wx', 0o600);
  const sink: Sink = { file, hash: createHash('sha256'), size: 0 };
  await append(sink, FIRST_LINE);
  return {
    async part(name, produce) {
      await record(sink, 'P', Buffer.from(name));
      const content = createHash('sha256');
      let bytes = 0;
      const gzip = createGzip({ level: 4, chunkSize: 65_536 });
      const drained = (async () => {
        for await (const chunk of gzip) await record(sink, 'D', chunk as Buffer);
      })();
      // A failure shows when the part is awaited below.
      drained.catch(() => {});
      await produce(async (block) => {
        content.update(block);
        bytes += block.length;
        if (!gzip.write(block)) await Promise.race([once(gzip, 'drain'), drained]);
      });
      gzip.end();
      await drained;
      return { sha256: content.digest('hex'), bytes };
    },
    async finish(manifest) {
      await record(sink, 'M', Buffer.from(JSON.stringify(manifest)));
      const seal = sink.hash.copy().digest();
      await record(sink, 'H', seal);
      await file.sync();
      await file.close();
      await rename(draft, path);
      return sink.size;
    },
    async discard() {
      await file.close().catch(() => {});
      await rm(draft, { force: true });
    },
  };
}

type Sink = { file: FileHandle; hash: Hash; size: number };

async function record(sink: Sink, type: 'P' | 'D' | 'M' | 'H', content: Buffer): Promise<void> {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(type, 0, 'latin1');
  header.writeUInt32BE(content.length, 1);
  await append(sink, Buffer.concat([header, content]));
}

async function append(sink: Sink, bytes: Buffer): Promise<void> {
  sink.hash.update(bytes);
  sink.size += bytes.length;
  await sink.file.writeFile(bytes);
}

/**
 * Checks an archive's seal and returns its manifest.
 *
 * @throws StartRefusal `backup/damaged` when a byte differs from what was written, or the file is none of ours.
 */
export async function readManifest(path: string): Promise<unknown> {
  await checkSeal(path);
  for await (const { type, content } of records(path)) {
    if (type === 'M') return JSON.parse(content.toString('utf8'));
  }
  throw damaged(path);
}

/** Walks the parts in order; each part's bytes, decompressed, must be read before the next part is asked for. */
export async function* readParts(
  path: string,
): AsyncGenerator<{ name: string; data: AsyncIterable<Buffer> }> {
  const source = records(path);
  let next = await source.next();
  while (!next.done && next.value.type === 'P') {
    const name = next.value.content.toString('utf8');
    const compressed = async function* () {
      for (;;) {
        next = await source.next();
        if (next.done || next.value.type !== 'D') return;
        yield next.value.content;
      }
    };
    // An error of the source reaches the reader of the data through the pipeline.
    yield { name, data: pipeline(Readable.from(compressed()), createGunzip(), () => {}) };
  }
}

async function checkSeal(path: string): Promise<void> {
  const file = await open(path, 'r').catch(() => {
    throw new StartRefusal(
      'backup/unreadable',
      `无法读取备份文件 ${path}。`,
      `Cannot read the backup file ${path}.`,
    );
  });
  try {
    const { size } = await file.stat();
    if (size < FIRST_LINE.length + SEAL_BYTES) throw damaged(path);
    const { buffer: seal } = await file.read(Buffer.alloc(SEAL_BYTES), 0, SEAL_BYTES, size - SEAL_BYTES);
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path, { end: size - SEAL_BYTES - 1 }))
      hash.update(chunk as Buffer);
    const sound =
      seal[0] === 0x48 && seal.readUInt32BE(1) === 32 && hash.digest().equals(seal.subarray(HEADER_BYTES));
    if (!sound) throw damaged(path);
  } finally {
    await file.close();
  }
}

async function* records(path: string): AsyncGenerator<{ type: string; content: Buffer }> {
  let buffer: Buffer = Buffer.alloc(0);
  let begun = false;
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
    buffer = buffer.length === 0 ? (chunk as Buffer) : Buffer.concat([buffer, chunk as Buffer]);
    if (!begun) {
      if (buffer.length < FIRST_LINE.length) continue;
      if (!buffer.subarray(0, FIRST_LINE.length).equals(FIRST_LINE)) throw damaged(path);
      buffer = buffer.subarray(FIRST_LINE.length);
      begun = true;
    }
    while (buffer.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + buffer.readUInt32BE(1);
      if (buffer.length < end) break;
      yield { type: buffer.toString('latin1', 0, 1), content: buffer.subarray(HEADER_BYTES, end) };
      buffer = buffer.subarray(end);
    }
  }
  if (buffer.length > 0) throw damaged(path);
}

function damaged(path: string): StartRefusal {
  return new StartRefusal(
    'backup/damaged',
    `备份文件 ${path} 已损坏，或不是责链的备份（校验和不符）。没有恢复任何内容，请换用另一份备份。`,
    `The backup file ${path} is damaged or not a Zelian backup: its checksum does not match. Nothing was restored.`,
  );
}
