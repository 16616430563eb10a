import type { BenchCity } from './bench-city.ts';
import { median, timed } from './lists.ts';

export type RankingFigure = { branches: number; bare: number; api: number | null };

const ROUNDS = 5;

/**
 * The ranking of all branches of the city inside their comparable groups by what a year's records hold: as bare SQL, aggregated before the
 * join. What the product does beyond it (a tree of explanation for each score) is measured by `scoring`.
 */
export async function measureRanking(city: BenchCity): Promise<RankingFigure> {
  const text = `
    with work as (
      select r.org_id, count(*) as records, sum(r.minutes_spent) as minutes, count(distinct r.kind) as kinds
      from record r where r.tenant_id = $1 and r.state = 'standing' and r.occurred_on >= $2::date - 365 group by r.org_id)
    select o.id, o.category, w.records, rank() over (partition by o.category order by w.records desc, w.kinds desc) as place
    from organisation o join work w on w.org_id = o.id
    where o.tenant_id = $1 and o.kind = 'branch' order by o.category, place`;
  const values = [city.tenantId, city.now.toISOString().slice(0, 10)];
  let branches = 0;
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push(
      await timed(async () => {
        branches = (await city.owner.query(text, values)).rows.length;
      }),
    );
  }
  return { branches, bare: median(times), api: null };
}
