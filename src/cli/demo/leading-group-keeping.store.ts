import { addDays } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import '#roles/leading-group/leading-group.tables.ts';
import { demoId } from './dice.ts';
import { at, decisions, ids, metOn, type Stage } from './leading-group-stage.ts';
import { RISKS, type Role } from './leading-group-stories.ts';

/** What the demo's sessions gave, and what arrived. */
export async function addResources(tx: Tx, stage: Stage): Promise<void> {
  const { tenantId, city, accounts, seed, today } = stage;
  const id = ids(seed);
  const unit = city.units[0]!;
  const list = decisions().flatMap((each) =>
    (each.resources ?? []).map((resource) => ({
      ...resource,
      n: each.n,
      met: metOn(today, each),
    })),
  );
  await tx
    .insertInto('leading_resource')
    .values(
      list.map((each, no) => ({
        tenant_id: tenantId,
        id: id.resource(no),
        org_id: unit.leadingGroup,
        decision_id: id.decision(each.n),
        kind: each.kind,
        what: each.what,
        amount: String(each.amount),
        source: each.source,
        beneficiary_id: each.to === 'branch' ? unit.branches[0]! : unit.committee,
        from_on: each.met,
        due_on: addDays(today, each.due),
      })),
    )
    .execute();
  const given = list.flatMap((each, no) => each.given.map((delivery) => ({ ...delivery, no })));
  await tx
    .insertInto('leading_delivery')
    .values(
      given.map((each, n) => {
        const day = addDays(today, -each.ago);
        const received = each.state === 'received';
        return {
          tenant_id: tenantId,
          id: demoId(seed, 'leading-delivery', n),
          resource_id: id.resource(each.no),
          amount: String(each.amount),
          on_day: day,
          note: each.note,
          state: each.state,
          entered_by: accounts.officer.accountId,
          entered_at: at(day),
          answered_by: received ? accounts.secretary.accountId : null,
          answered_person: received ? accounts.secretary.personId : null,
          answered_at: received ? at(addDays(day, 1)) : null,
          answer: '',
        };
      }),
    )
    .execute();
}

/** The demo's risks with their reviews. */
export async function addRisks(tx: Tx, stage: Stage, people: Record<Role, string>): Promise<void> {
  const { tenantId, city, accounts, seed, today } = stage;
  const id = ids(seed);
  const { officer } = accounts;
  await tx
    .insertInto('leading_risk')
    .values(
      RISKS.map((risk, n) => ({
        tenant_id: tenantId,
        id: id.risk(n),
        org_id: city.units[0]!.leadingGroup,
        area: risk.area,
        title: risk.title,
        detail: risk.detail,
        measures: risk.measures,
        likelihood: risk.weight[0],
        impact: risk.weight[1],
        owner_id: people[risk.owner],
        review_on: addDays(today, risk.review),
        opened_on: addDays(today, -risk.opened),
        state: risk.state,
        asked_by: risk.reason ? officer.accountId : null,
        asked_person: risk.reason ? officer.personId : null,
        reason: risk.reason ?? '',
        closed_on: null,
        problem_id: null,
      })),
    )
    .execute();
  const events = RISKS.flatMap((risk, n) => [
    {
      n,
      action: 'open' as const,
      to: 'open' as const,
      ago: risk.opened,
      weight: risk.before,
      note: risk.measures,
    },
    {
      n,
      action: risk.state === 'watch' ? ('relax' as const) : ('review' as const),
      to: risk.state === 'watch' ? ('watch' as const) : ('open' as const),
      ago: Math.round(risk.opened / 3),
      weight: risk.weight,
      note: '措施已见效，按现状重新评定。',
    },
    ...(risk.reason
      ? [{ n, action: 'ask-close' as const, to: 'closing' as const, ago: 2, weight: null, note: risk.reason }]
      : []),
  ]);
  await tx
    .insertInto('leading_event')
    .values(
      events.map((event, no) => ({
        tenant_id: tenantId,
        id: demoId(seed, 'leading-risk-event', no),
        topic_id: null,
        risk_id: id.risk(event.n),
        action: event.action,
        to_state: event.to,
        account_id: officer.accountId,
        person_id: officer.personId,
        at: at(addDays(today, -event.ago)),
        note: event.note,
        likelihood: event.weight?.[0] ?? null,
        impact: event.weight?.[1] ?? null,
        review_on: event.weight ? addDays(today, RISKS[event.n]!.review) : null,
      })),
    )
    .execute();
}
