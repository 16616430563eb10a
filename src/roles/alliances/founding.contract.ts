import { z } from 'zod';
import { type AccessRule, endpoint, fields } from '#platform/http/endpoint.ts';

/** Who holds approvals; which of them this case needs, its mode says. */
const approvers: AccessRule = { clerk: 'subtree', officer: 'subtree' };
const named = z.object({ id: fields.id, name: z.string() });

export const readFounding = endpoint({
  method: 'GET',
  path: '/alliances/:id/founding',
  summary: '成立党组织的准备：上级、书记人选、可以转入的党员',
  access: approvers,
  response: z.object({
    parent: named,
    /** Whom the lead named to answer for it; with another one the appointment waits for a second approval. */
    candidate: named.nullable(),
    /** Members move into it; else they are attached and keep their membership at home. */
    moves: z.boolean(),
    /** Full members that a branch needs. */
    least: z.number().int(),
    members: z.array(
      named.extend({
        orgId: fields.id,
        orgName: z.string(),
        full: z.boolean(),
        /** Posts in the branch he would leave. */
        posts: z.array(z.object({ zh: z.string(), en: z.string() })),
      }),
    ),
    /** There are more members than are listed. */
    more: z.boolean(),
  }),
});
export type FoundingForm = z.infer<typeof readFounding.response>;

export const foundFromAlliance = endpoint({
  method: 'POST',
  path: '/alliances/:id/founding',
  summary: '按批准的内容在组织树中成立党组织，转入（临时党支部为编入）党员，任命书记',
  access: approvers,
  edits: true,
  status: 201,
  body: z.strictObject({
    name: fields.line(60),
    memberIds: z.array(fields.id).min(1, '请选择转入的党员').max(500),
    /** Null: the secretary is appointed afterwards, by the form of appointments. */
    secretaryId: fields.id.nullable().default(null),
  }),
  response: z.object({
    id: fields.id,
    version: fields.version,
    orgId: fields.id,
    appointment: z.object({ id: fields.id, state: z.string() }).nullable(),
  }),
});

export const dissolveFounded = endpoint({
  method: 'POST',
  path: '/alliances/:id/dissolution',
  summary: '撤销因联建成立的党组织：党员回原支部，职务终止',
  access: approvers,
  edits: true,
  body: z.strictObject({ note: fields.line(500) }),
  response: z.object({ id: fields.id, version: fields.version, returned: z.number().int() }),
});
