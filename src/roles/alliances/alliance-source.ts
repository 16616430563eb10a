import { addDays } from '#kernel/dates.ts';
import type { Context } from '#platform/http/context.ts';
import type { AgendaItem } from '#roles/agenda/agenda.rules.ts';
import type { AgendaSource } from '#roles/agenda/agenda-source.ts';
import { allianceToDo, runningUnder, waitingForOffice } from './alliance-agenda.store.ts';
import { livesOf, signalViews, specOf } from './alliance-facts.ts';
import { holdsApproval } from './alliances.rules.ts';

/** Where each kind of thing to do is done. */
const pages = {
  agree: '',
  renew: '',
  solve: '/work',
  confirm: '/work',
  verify: '/figures',
  discuss: '/topics',
} as const;

/** How many running alliances of one reader are looked at for signs. */
const LOOKED_AT = 200;

/**
 * Alliances: invitations to answer, projects and figures, what ends, what waits for one's approval or founding, and those
 * in name only or carried by one.
 */
export const allianceSource: AgendaSource = {
  id: 'alliance',
  async mine(ctx, until, limit) {
    return [
      ...(await ownItems(ctx, until, limit)),
      ...(await officeItems(ctx, limit)),
      ...(await troubledItems(ctx, limit)),
    ];
  },
};

const item = (
  row: { id: string; org_id: string; org_name: string },
  more: Pick<AgendaItem, 'title' | 'dueOn' | 'action' | 'link' | 'waitsOnMe'>,
): AgendaItem => ({ kind: 'alliance', id: row.id, orgId: row.org_id, orgName: row.org_name, ...more });

/** The organisations that the reader himself leads. */
const ledBy = (ctx: Context) => [
  ...new Set(
    ctx.actor.grants.flatMap((grant) =>
      grant.orgId !== null && ['secretary', 'officer', 'clerk'].includes(grant.role) ? [grant.orgId] : [],
    ),
  ),
];

async function ownItems(ctx: Context, until: string, limit: number): Promise<AgendaItem[]> {
  const { tenantId, accountId } = ctx.actor;
  const { renewal_days } = ctx.services.content.alliances.checks;
  const span = { today: ctx.today, until, renewBefore: addDays(ctx.today, renewal_days) };
  const rows = await allianceToDo(ctx.tx, tenantId, { orgIds: ledBy(ctx), accountId }, span, limit);
  return rows.map((row) =>
    item(row, {
      title: row.title,
      dueOn: row.due_on,
      action: row.what,
      link: `/alliances/${row.alliance_id}${pages[row.what]}`,
      waitsOnMe: row.what === 'agree' || row.what === 'confirm' || row.what === 'verify',
    }),
  );
}

async function officeItems(ctx: Context, limit: number): Promise<AgendaItem[]> {
  const { tenantId, accountId, grants } = ctx.actor;
  const { modes } = ctx.services.content.alliances;
  const offices = grants.filter((grant) => grant.role === 'clerk' || grant.role === 'officer');
  const prefixes = offices.flatMap((grant) => (grant.path === null ? [] : [grant.path]));
  const rows = await waitingForOffice(
    ctx.tx,
    tenantId,
    { prefixes, accountId },
    {
      founding: modes.filter((mode) => mode.founds !== null).map((mode) => mode.id),
      dated: modes.filter((mode) => mode.months !== null).map((mode) => mode.id),
    },
    ctx.today,
    limit,
  );
  return rows
    .filter((row) =>
      holdsApproval(specOf(ctx, row.mode).approval, offices, { lead: row.lead_path, parties: row.paths }),
    )
    .map((row) =>
      item(row, {
        title: row.name,
        dueOn: row.due_on,
        action: row.what,
        link: `/alliances/${row.id}`,
        waitsOnMe: row.what !== 'dissolve',
      }),
    );
}

/** What is wrong with how an alliance lives, for its lead and for the organ committee that guides the lead. */
async function troubledItems(ctx: Context, limit: number): Promise<AgendaItem[]> {
  const guided = ctx.actor.grants.flatMap((grant) =>
    grant.role === 'officer' && grant.path !== null ? [grant.path] : [],
  );
  const rows = await runningUnder(
    ctx.tx,
    ctx.actor.tenantId,
    { orgIds: ledBy(ctx), prefixes: guided },
    LOOKED_AT,
  );
  const lives = await livesOf(
    ctx,
    rows.map((row) => row.id),
  );
  return rows
    .flatMap((row) => {
      const signals = signalViews(ctx, row, row.parties, lives.of(row.id)).map((signal) => signal.code);
      const action = signals.includes('zombie')
        ? 'revive'
        : signals.includes('one-carries-all') || signals.includes('one-side-only')
          ? 'balance'
          : null;
      const link = `/alliances/${row.id}`;
      return action === null
        ? []
        : [item(row, { title: row.name, dueOn: null, action, link, waitsOnMe: false })];
    })
    .slice(0, limit);
}
