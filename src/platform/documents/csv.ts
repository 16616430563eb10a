import { looksLikeFormula } from './cells.ts';

/**
 * Writes comma-separated values by RFC 4180 as UTF-8 with a byte-order mark (without it Excel reads Chinese as
 * gibberish), lines ended by CR LF. A text that a spreadsheet could take for a formula gets a leading apostrophe;
 * numbers stay numbers, also negative ones.
 */
export function writeCsv(rows: readonly (readonly (string | number | boolean | null)[])[]): Uint8Array {
  const lines = rows.map((row) => row.map(toField).join(','));
  return new TextEncoder().encode(`\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`);
}

function toField(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = looksLikeFormula(value) ? `'${value}` : value;
  // Semicolon and tab separate fields for some regional settings, so they are quoted as well.
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
