import { z } from 'zod';
import { endpoint, fields } from '#platform/http/endpoint.ts';

const title = z.object({ zh: z.string(), en: z.string() });
const statement = z.object({
  headline: z.string(),
  points: z.array(z.string()),
  limits: z.array(z.string()),
});

export const listMyBallots = endpoint({
  method: 'GET',
  path: '/my/ballots',
  summary: '请我评议的测评',
  access: 'signed-in',
  response: z.object({
    items: z.array(
      z.object({
        invitationId: fields.id,
        title: z.string(),
        orgName: z.string(),
        closesOn: z.string(),
        mode: z.enum(['sealed', 'named']),
        ratees: z.number().int(),
        rated: z.number().int(),
      }),
    ),
  }),
});

export const readBallotPass = endpoint({
  method: 'GET',
  path: '/my/ballots/:id/pass',
  summary: '取得本人评议页面的通行码（两小时内有效）',
  access: 'signed-in',
  response: z.object({ pass: z.string() }),
});

/** The token of a link or the pass of an account; never part of an address. */
const token = z.string().min(20).max(300);

/** What a rater sees. The same for a link and for an account. */
export const paperView = z.object({
  state: z.enum(['open', 'closed']),
  mode: z.enum(['sealed', 'named']),
  title: z.string(),
  orgName: z.string(),
  closesOn: z.string(),
  invitation: z.string(),
  group: z.object({ id: z.string(), title }),
  statement: z.object({ zh: statement, en: statement }),
  manifest: z.json(),
  manifestHash: z.string(),
  items: z.array(
    z.object({
      id: z.string(),
      title,
      grades: z.array(z.object({ id: z.string(), title, points: z.number() })),
    }),
  ),
  ratees: z.array(z.object({ id: z.string(), name: z.string(), tracking: z.string().nullable() })),
  /** after closing: fingerprint and list of all counted ballots, to find one's own in */
  board: z.object({ hash: z.string(), trackingCodes: z.array(z.string()) }).nullable(),
});
export type PaperView = z.infer<typeof paperView>;

export const openBallot = endpoint({
  method: 'POST',
  path: '/ballots/open',
  summary: '打开评议（凭链接或通行码，不改变任何内容）',
  access: 'public',
  body: z.object({ token }),
  response: paperView,
  perMinute: 300,
});

export const castBallot = endpoint({
  method: 'POST',
  path: '/ballots/cast',
  summary: '提交对一个组织的评议',
  access: 'public',
  body: z.object({
    token,
    ratee: fields.id,
    /** sealed rounds: the encrypted ballot, base64url */
    sealed: z.string().max(400_000).optional(),
    /** named rounds: index of the grade of each item */
    choices: z.array(z.number().int().min(0).max(20)).max(50).optional(),
  }),
  response: z.object({ tracking: z.string() }),
  perMinute: 600,
});
