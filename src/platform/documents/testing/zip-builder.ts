import { constants, crc32, deflateRawSync } from 'node:zlib';

/** One part of an archive to build, and what its headers shall (falsely) say. */
export type Part = {
  name: string;
  content?: string | Uint8Array;
  /** Bytes as they shall lie in the archive, instead of the deflated content. */
  raw?: Uint8Array;
  method?: 0 | 8;
  /** Differences of the central header from the truth. */
  central?: {
    method?: number;
    size?: number;
    compressedSize?: number;
    crc?: number;
    name?: string;
    flags?: number;
  };
  /** Differences of the local header from the truth. */
  local?: {
    method?: number;
    size?: number;
    compressedSize?: number;
    crc?: number;
    name?: string;
    flags?: number;
  };
  /** Point the central header at the local header of an earlier part. */
  sharesWith?: number;
};

/** Builds a zip archive, honest unless a part says otherwise: for tests of what reads archives. */
export function buildZip(parts: Part[], options: { prefix?: Uint8Array } = {}): Uint8Array {
  const chunks: Uint8Array[] = options.prefix ? [options.prefix] : [];
  let at = options.prefix?.byteLength ?? 0;
  const placed: {
    part: Part;
    at: number;
    truth: { crc: number; size: number; compressedSize: number; method: number };
  }[] = [];
  for (const part of parts) {
    const content =
      typeof part.content === 'string'
        ? new TextEncoder().encode(part.content)
        : (part.content ?? new Uint8Array());
    const method = part.method ?? 8;
    const data = part.raw ?? (method === 8 ? deflateRawSync(content) : content);
    const truth = { crc: crc32(content), size: content.byteLength, compressedSize: data.byteLength, method };
    const shared = part.sharesWith === undefined ? undefined : placed[part.sharesWith];
    placed.push({ part, at: shared?.at ?? at, truth: shared?.truth ?? truth });
    if (shared) continue;
    const header = localHeader(part.local?.name ?? part.name, { ...truth, ...part.local });
    chunks.push(header, data);
    at += header.byteLength + data.byteLength;
  }
  const directoryAt = at;
  for (const { part, at: headerAt, truth } of placed) {
    const header = centralHeader(part.central?.name ?? part.name, { ...truth, ...part.central }, headerAt);
    chunks.push(header);
    at += header.byteLength;
  }
  chunks.push(endRecord(placed.length, at - directoryAt, directoryAt));
  return Buffer.concat(chunks);
}

type Header = { crc: number; size: number; compressedSize: number; method: number; flags?: number };

function localHeader(name: string, header: Header): Buffer {
  const bytes = Buffer.from(name);
  const buffer = Buffer.alloc(30);
  buffer.writeUInt32LE(0x04034b50, 0);
  buffer.writeUInt16LE(20, 4);
  buffer.writeUInt16LE(header.flags ?? 0, 6);
  buffer.writeUInt16LE(header.method, 8);
  buffer.writeUInt32LE(header.crc, 14);
  buffer.writeUInt32LE(header.compressedSize, 18);
  buffer.writeUInt32LE(header.size, 22);
  buffer.writeUInt16LE(bytes.byteLength, 26);
  return Buffer.concat([buffer, bytes]);
}

function centralHeader(name: string, header: Header, at: number): Buffer {
  const bytes = Buffer.from(name);
  const buffer = Buffer.alloc(46);
  buffer.writeUInt32LE(0x02014b50, 0);
  buffer.writeUInt16LE(20, 4);
  buffer.writeUInt16LE(20, 6);
  buffer.writeUInt16LE(header.flags ?? 0, 8);
  buffer.writeUInt16LE(header.method, 10);
  buffer.writeUInt32LE(header.crc, 16);
  buffer.writeUInt32LE(header.compressedSize, 20);
  buffer.writeUInt32LE(header.size, 24);
  buffer.writeUInt16LE(bytes.byteLength, 28);
  buffer.writeUInt32LE(at, 42);
  return Buffer.concat([buffer, bytes]);
}

function endRecord(count: number, size: number, at: number): Buffer {
  const buffer = Buffer.alloc(22);
  buffer.writeUInt32LE(0x06054b50, 0);
  buffer.writeUInt16LE(Math.min(count, 0xfffe), 8);
  buffer.writeUInt16LE(Math.min(count, 0xfffe), 10);
  buffer.writeUInt32LE(size, 12);
  buffer.writeUInt32LE(at, 16);
  return buffer;
}

/** A deflate stream of `megabytes` of one repeated byte, made without ever holding them. */
export function deflatedZeros(megabytes: number): Uint8Array {
  const block = deflateRawSync(Buffer.alloc(1024 * 1024, 0x20), {
    finishFlush: constants.Z_FULL_FLUSH,
    level: 9,
  });
  const last = deflateRawSync(Buffer.alloc(0));
  return Buffer.concat([...Array.from({ length: megabytes }, () => block), last]);
}

const SHEET_NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** The smallest honest workbook: one sheet with the given XML inside `worksheet`. */
export function workbookParts(
  sheetXml = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
): Part[] {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  return [
    {
      name: '[Content_Types].xml',
      content: `${head}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${head}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${head}<workbook xmlns="${SHEET_NS}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${head}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `${head}<worksheet xmlns="${SHEET_NS}">${sheetXml}</worksheet>`,
    },
  ];
}
