import { ok } from '#kernel/result.ts';
import { scoreOrganisations } from '#oversight/scoring/score-organisations.ts';
import { compareGroups } from '#oversight/scoring/scoring.rules.ts';
import { digestOf } from '#platform/crypto/digest.ts';
import { asNobody } from '#platform/http/perform.ts';
import { composeServices } from '../src/app.ts';
import { type BenchCity, config } from './bench-city.ts';
import { median, timed } from './lists.ts';

/** Milliseconds: the bare aggregate with its ranks; the product's ranks alone; the scores with their explanations. */
export type RankingFigure = { branches: number; bare: number; ranks: number; scores: number };

const ROUNDS = 5;

/**
 * All branches of the city, scored by what half a year's records, obligations and problems hold and ranked inside their
 * comparable groups with their uncertainty; beside it the bare SQL of such a ranking, aggregated before the join.
 */
export async function measureRanking(city: BenchCity): Promise<RankingFigure> {
  const { tenantId, owner, now } = city;
  const year = now.getFullYear();
  const bare = async () => {
    const { rows } = await owner.query(
      `with work as (
         select r.org_id, count(*) as records, sum(r.minutes_spent) as minutes, count(distinct r.kind) as kinds
         from record r where r.tenant_id = $1 and r.state = 'standing' and r.occurred_on between $2 and $3 group by r.org_id),
       duty as (
         select b.org_id, count(*) as due, count(*) filter (where b.state = 'fulfilled') as met
         from obligation b where b.tenant_id = $1 and b.due_on between $2 and $3 group by b.org_id)
       select o.id, o.category, rank() over (partition by o.category order by d.met::numeric / nullif(d.due, 0) desc, w.records desc) as place
       from organisation o left join work w on w.org_id = o.id left join duty d on d.org_id = o.id
       where o.tenant_id = $1 and o.kind = 'branch' order by o.category, place`,
      [tenantId, `${year}-01-01`, `${year}-06-30`],
    );
    return rows.length;
  };
  const services = composeServices({ config, database: city.database, keys: city.keys, log: () => {} });
  const scheme = services.content.schemes.find((each) => each.target.includes('branch'));
  if (!scheme) throw new Error('no scheme for branches');
  const { rows: ratees } = await owner.query<{ orgId: string; category: string }>(
    `select id as "orgId", coalesce(category, '') as category from organisation where tenant_id = $1 and kind = 'branch'`,
    [tenantId],
  );
  const { rows: roots } = await owner.query<{ path: string }>(
    'select path from organisation where tenant_id = $1 and parent_id is null',
    [tenantId],
  );
  const begun = performance.now();
  const scored = await asNobody(services, tenantId, { now }, async (ctx) =>
    ok(
      await scoreOrganisations(ctx, {
        scheme,
        schemeHash: digestOf(scheme),
        round: { id: tenantId, title: 'bench' },
        hasBallots: false,
        holderPath: roots[0]?.path ?? '',
        ratees,
        periodFrom: `${year}-01-01`,
        periodTo: `${year}-06-30`,
        redLines: new Map(),
      }),
    ),
  );
  const scores = performance.now() - begun;
  if (!scored.ok) throw new Error(scored.refusal.message);
  const standings = scored.value.map(({ orgId, kind, category, tree }) => ({
    organisation: orgId,
    kind,
    category,
    score: tree.score,
    standardError: tree.standard_error,
    band: tree.proposed_band?.id ?? null,
    heldBack: null,
  }));
  const ranks: number[] = [];
  const bareTimes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ranks.push(await timed(async () => compareGroups(scheme, standings)));
    bareTimes.push(await timed(bare));
  }
  return { branches: ratees.length, bare: median(bareTimes), ranks: median(ranks), scores };
}
