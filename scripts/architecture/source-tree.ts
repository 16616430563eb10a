import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { parseSync } from 'vite';

/** A node of the syntax tree (ESTree with TypeScript's additions). */
export type Node = { type: string; start: number; end: number; [key: string]: unknown };

/** One import or re-export, resolved to a file of the tree where it is one. */
export type Import = {
  specifier: string;
  /** The file in the tree, or null for a package or a `node:` module. */
  target: string | null;
  typeOnly: boolean;
  dynamic: boolean;
  reexport: boolean;
  names: string[];
};

/** A TypeScript file of the tree, parsed. Paths are relative to the checkout and use '/'. */
export type SourceFile = {
  path: string;
  text: string;
  program: Node;
  imports: Import[];
  /** Lines that hold code: neither blank nor comment. */
  codeLines: number;
  comments: string[];
};

export type SourceTree = Map<string, SourceFile>;

/** Reads every TypeScript file under the folders, and every plain text beside them into `others`. */
export function readSources(root: string, folders: readonly string[]): Map<string, string> {
  const texts = new Map<string, string>();
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (/\.(tsx?|mjs)$/.test(entry.name)) texts.set(path, readFileSync(join(root, path), 'utf8'));
    }
  };
  for (const folder of folders) visit(folder);
  return texts;
}

/** Parses the sources and resolves their imports by the `#room/…` names of package.json and relative paths. */
export function parseTree(texts: ReadonlyMap<string, string>): SourceTree {
  const tree: SourceTree = new Map();
  for (const [path, text] of texts) {
    const lang = path.endsWith('.tsx') ? 'tsx' : path.endsWith('.ts') ? 'ts' : 'js';
    const parsed = parseSync(path, text, { lang, sourceType: 'module' });
    const flaw = parsed.errors[0];
    if (flaw) throw new Error(`${path}: ${flaw.message}`);
    const program = parsed.program as unknown as Node;
    tree.set(path, {
      path,
      text,
      program,
      imports: importsOf(path, program),
      codeLines: countCodeLines(text, parsed.comments),
      comments: parsed.comments.map((comment) => comment.value),
    });
  }
  return tree;
}

function importsOf(path: string, program: Node): Import[] {
  const found: Import[] = [];
  walk(program, (node) => {
    const source = node['source'] as { value?: unknown } | null | undefined;
    const specifier = source?.value;
    if (typeof specifier !== 'string') return;
    const kinds = [
      'ImportDeclaration',
      'ExportAllDeclaration',
      'ExportNamedDeclaration',
      'ImportExpression',
      'TSImportType',
    ];
    if (!kinds.includes(node.type)) return;
    const specifiers = (node['specifiers'] ?? []) as Node[];
    const kind = node['importKind'] ?? node['exportKind'];
    const eachIsType =
      specifiers.length > 0 &&
      specifiers.every((each) => (each['importKind'] ?? each['exportKind']) === 'type');
    found.push({
      specifier,
      target: resolveImport(path, specifier),
      typeOnly: kind === 'type' || eachIsType || node.type === 'TSImportType',
      dynamic: node.type === 'ImportExpression',
      reexport: node.type.startsWith('Export'),
      names: specifiers.map((each) => (each['imported'] as { name?: string } | undefined)?.name ?? ''),
    });
  });
  return found;
}

function resolveImport(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return posix.join(dirname(from), specifier);
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
  return null;
}

/** Calls `visit` for every node, parents first. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const each of value) if (isNode(each)) walk(each, visit);
    } else if (isNode(value)) {
      walk(value, visit);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function countCodeLines(text: string, comments: readonly { start: number; end: number }[]): number {
  let bare = '';
  let at = 0;
  for (const { start, end } of comments) {
    bare += text.slice(at, start) + text.slice(start, end).replace(/[^\n]/g, ' ');
    at = end;
  }
  bare += text.slice(at);
  return bare.split('\n').filter((line) => line.trim() !== '').length;
}

/** What a file reaches by imports that exist at run time, itself included. */
export function reachedFrom(tree: SourceTree, start: string): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const { target, typeOnly } of tree.get(path)?.imports ?? []) {
      if (target && !typeOnly && tree.has(target)) open.push(target);
    }
  }
  return reached;
}
