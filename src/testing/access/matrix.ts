import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Endpoint, type RoleName, roleNames } from '#platform/http/endpoint.ts';

/**
 * Who may call what, as it was decided: `matrix.csv`, one line a route. The declarations in the code must agree with
 * it; whoever changes one changes the other, and a reviewer reads the change as a table.
 */
export type MatrixRow = {
  route: string;
  /** `public`, `signed-in`, or empty where the roles decide. */
  open: string;
  /** The scope in which a role may call it; absent: it may not. */
  roles: Partial<Record<RoleName, string>>;
};

const file = join(import.meta.dirname, 'matrix.csv');

/** The committed table. */
export function readMatrix(): Map<string, MatrixRow> {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const columns = head.split(',');
  return new Map(
    lines.map((line) => {
      const cells = line.split(',');
      const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
      const roles: MatrixRow['roles'] = {};
      for (const role of roleNames) if (cell(role)) roles[role] = cell(role);
      return [cell('route'), { route: cell('route'), open: cell('open'), roles }];
    }),
  );
}

/** The line that an endpoint's declaration gives. */
export function lineOf(endpoint: Endpoint): string {
  const { access } = endpoint;
  const open = typeof access === 'string' ? access : '';
  const scopes = roleNames.map((role) => (typeof access === 'string' ? '' : (access[role] ?? '')));
  return [`${endpoint.method} ${endpoint.path}`, open, ...scopes].join(',');
}

/** The line of a row of the table. */
export function textOf(row: MatrixRow): string {
  return [row.route, row.open, ...roleNames.map((role) => row.roles[role] ?? '')].join(',');
}
