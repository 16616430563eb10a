import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlias, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** A fault in a content file: where (file, line, path inside it) and what. */
export type ContentFault = { file: string; line: number; path: string; message: string };

/** Thrown when content cannot be used: the server must not start with half a rule book. Lists every fault found. */
export class ContentError extends Error {
  override name = 'ContentError';
  readonly faults: readonly ContentFault[];
  constructor(faults: readonly ContentFault[]) {
    super(
      `内容文件有 ${faults.length} 处错误：\n${faults
        .map((fault) => `  ${fault.file}:${fault.line} ${fault.path || '(文件)'}：${fault.message}`)
        .join('\n')}`,
    );
    this.faults = faults;
  }
}

/** A file that was read and has the right shape, with a way back from a path to its line. */
export type ContentFile<Value> = { file: string; value: Value; lineOf(path: readonly PropertyKey[]): number };

/** Reads one YAML file against its schema; faults are added to `faults` and null is returned. */
export function readContentFile<Schema extends z.ZodType>(
  dir: string,
  file: string,
  schema: Schema,
  faults: ContentFault[],
): ContentFile<z.infer<Schema>> | null {
  let text: string;
  try {
    text = readFileSync(join(dir, file), 'utf8');
  } catch {
    faults.push({ file, line: 1, path: '', message: '缺少这个文件，或无法读取' });
    return null;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    for (const error of document.errors) {
      faults.push({
        file,
        line: error.linePos?.[0].line ?? 1,
        path: '',
        message: `不是有效的 YAML：${error.code}`,
      });
    }
    return null;
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    // A missing key has no place of its own: its nearest parent that exists is shown.
    for (let length = path.length; length >= 0; length -= 1) {
      const found = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const node = isAlias(found) ? found.resolve(document) : found;
      if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
        return lines.linePos(node.range[0]).line;
      }
    }
    return 1;
  };
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
      const message =
        issue.code === 'unrecognized_keys' ? `不认识的项：${issue.keys.join('、')}` : issue.message;
      faults.push({ file, line: lineOf(path), path: pathText(path), message });
    }
    return null;
  }
  return { file, value: parsed.data, lineOf };
}

/** The YAML files of a content folder as paths relative to it, sorted. */
export function contentFileNames(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

/** A path as one writes it: `duties[3].basis[0].article`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
