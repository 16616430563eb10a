import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { authorise, defineObject, inScope, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { BodyOf, QueryOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import type { RedLine } from '../scoring/scoring.rules.ts';
import {
  confirmRedLine,
  enterRedLine,
  liftRedLine,
  listRedLines,
  type RedLineRow,
} from './red-lines.contract.ts';
import {
  decideConfirmation,
  decideEntry,
  decideLifting,
  type RedLineFacts,
  redLineState,
} from './red-lines.rules.ts';
import {
  findRedLine,
  insertRedLine,
  selectInForce,
  selectRedLines,
  updateRedLine,
} from './red-lines.store.ts';

/** A red-line entry, decided on by the organisation it concerns. */
export const redLineObject = defineObject({ kind: 'red-line', table: 'red_line', org: 'org_id' });

type Title = { zh: string; en: string };

/** The red-line rules of all schemes in the content, each once. */
export function redLineRules(ctx: Pick<Context, 'services'>): { id: string; title: Title }[] {
  const rules = new Map<string, Title>();
  for (const scheme of ctx.services.content.schemes) {
    for (const rule of scheme.red_lines) if (!rules.has(rule.id)) rules.set(rule.id, rule.title);
  }
  return [...rules].map(([id, title]) => ({ id, title }));
}

/** A page of entries within the actor's reach. */
export async function redLines(ctx: Context, query: QueryOf<typeof listRedLines>) {
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const scope = inScope(scopeOf(ctx.actor, listRedLines), { path: 'o.path', org: 'l.org_id' });
  const before = cursor.value ? String(cursor.value[0]) : null;
  const rows = await selectRedLines(ctx.tx, ctx.actor.tenantId, scope, before, query.limit + 1);
  const titles = new Map(redLineRules(ctx).map((rule) => [rule.id, rule.title]));
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => view(ctx, row, titles),
    ),
  );
}

type Row = NonNullable<Awaited<ReturnType<typeof findRedLine>>>;

const factsOf = (row: Row): RedLineFacts => ({
  fromOn: row.from_on,
  toOn: row.to_on,
  liftedOn: row.lifted_on,
  confirmed: row.confirmed_by !== null,
  enteredBy: { accountId: row.entered_by, personId: row.entered_person },
});

function view(ctx: Context, row: Row, titles: ReadonlyMap<string, Title>): RedLineRow {
  const decided = decideConfirmation(factsOf(row), ctx.actor, ctx.today);
  return {
    id: row.id,
    orgId: row.org_id,
    orgName: row.org_name,
    rule: { id: row.rule, title: titles.get(row.rule) ?? { zh: row.rule, en: row.rule } },
    document: row.document_no,
    organ: row.organ,
    issuedOn: row.issued_on,
    fromOn: row.from_on,
    toOn: row.to_on,
    state: redLineState(factsOf(row), ctx.today),
    enteredBy: row.entered_name,
    confirmedBy: row.confirmed_name,
    confirmBarred: decided.ok ? null : { code: decided.refusal.code, message: decided.refusal.message },
    version: row.version,
  };
}

/** Enters what a formal document says of an organisation. Nothing follows from it until another person has confirmed it. */
export async function enter(
  ctx: Context,
  body: BodyOf<typeof enterRedLine>,
): Promise<Result<{ id: string }>> {
  if (!(await authorise(ctx, enterRedLine, organisationObject, [body.orgId])).has(body.orgId))
    return notFound();
  const { accountId, personId, tenantId } = ctx.actor;
  if (accountId === null) return notFound();
  const decided = decideEntry(body);
  if (!decided.ok) return decided;
  if (!redLineRules(ctx).some((rule) => rule.id === body.rule)) {
    return refuse('red-lines/unknown-rule', '考核方案中没有这条红线规则，请从列表中选择。', { status: 422 });
  }
  const id = newId();
  const added = await insertRedLine(ctx.tx, tenantId, {
    id,
    ...body,
    by: { accountId, personId, at: ctx.now },
  });
  if (!added) return refuse('red-lines/entered-already', '这份文书已经录入过了。');
  ctx.audit({
    action: 'red-line.enter',
    object: ['red-line', id],
    orgId: body.orgId,
    details: { rule: body.rule, from: body.fromOn, to: body.toOn },
  });
  return ok({ id });
}

type Changed = { id: string; version: number };

/** Confirms an entry against its document: the second check, by another person. */
export async function confirm(ctx: Context, id: string): Promise<Result<Changed>> {
  const row = await inReach(ctx, confirmRedLine, id);
  if (!row || ctx.actor.accountId === null) return notFound();
  const decided = decideConfirmation(factsOf(row), ctx.actor, ctx.today);
  if (!decided.ok) return decided;
  return change(ctx, row, 'confirm', { confirmed: { by: ctx.actor.accountId, at: ctx.now } });
}

/** Ends an entry before its day, with the reason: the document was revoked, or it had been entered in error. */
export async function lift(ctx: Context, id: string, reason: string): Promise<Result<Changed>> {
  const row = await inReach(ctx, liftRedLine, id);
  if (!row) return notFound();
  const decided = decideLifting(factsOf(row), ctx.today);
  if (!decided.ok) return decided;
  return change(ctx, row, 'lift', { lifted: { on: ctx.today, reason } });
}

async function inReach(ctx: Context, guarded: typeof confirmRedLine | typeof liftRedLine, id: string) {
  if (!(await authorise(ctx, guarded, redLineObject, [id])).has(id)) return undefined;
  return findRedLine(ctx.tx, ctx.actor.tenantId, id);
}

async function change(
  ctx: Context,
  row: Row,
  action: 'confirm' | 'lift',
  changes: Parameters<typeof updateRedLine>[4],
): Promise<Result<Changed>> {
  const version = await updateRedLine(
    ctx.tx,
    ctx.actor.tenantId,
    row.id,
    ctx.ifMatch ?? row.version,
    changes,
  );
  if (version === undefined) return staleEdit(ctx, 'red-line', row.id, { version: row.version });
  ctx.audit({
    action: `red-line.${action}`,
    object: ['red-line', row.id],
    orgId: row.org_id,
    details: { rule: row.rule },
  });
  return ok({ id: row.id, version });
}

/** The red lines that have effect on organisations on a day, for scoring. Access was decided by the use case that calls it. */
export async function redLinesInForce(
  ctx: Pick<Context, 'tx' | 'actor'>,
  orgIds: readonly string[],
  day: Day,
): Promise<Map<string, RedLine[]>> {
  const found = new Map<string, RedLine[]>();
  for (const row of await selectInForce(ctx.tx, ctx.actor.tenantId, orgIds, day)) {
    const list = found.get(row.org_id) ?? [];
    list.push({
      rule: row.rule,
      document: row.document_no,
      organ: row.organ,
      fromOn: row.from_on,
      toOn: row.to_on,
      confirmed: true,
    });
    found.set(row.org_id, list);
  }
  return found;
}
