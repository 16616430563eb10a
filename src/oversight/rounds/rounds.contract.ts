import { z } from 'zod';
import { endpoint, fields, fileReply, page, pageQuery } from '#platform/http/endpoint.ts';

const stewards = { clerk: 'subtree', officer: 'subtree' } as const;

/** A name in both languages. */
export const title = z.object({ zh: z.string(), en: z.string() });
export const roundModes = z.enum(['sealed', 'named']);
export const roundStates = z.enum(['draft', 'keys', 'open', 'closed', 'tallied', 'purged', 'cancelled']);
export const groupSource = z.enum(['named', 'members', 'links']);
const band = z.object({ atLeast: z.number().int(), atMost: z.number().int().nullable() });
const seat = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);

export const roundRow = z.object({
  id: fields.id,
  title: z.string(),
  orgId: fields.id,
  orgName: z.string(),
  mode: roundModes,
  state: roundStates,
  closesOn: z.string(),
  ratees: z.number().int(),
});
export type RoundRow = z.infer<typeof roundRow>;

export const listRounds = endpoint({
  method: 'GET',
  path: '/rounds',
  summary: '测评轮次列表',
  access: stewards,
  query: pageQuery.extend({ state: roundStates.optional() }),
  response: page(roundRow),
});

const draftGroup = z.strictObject({
  code,
  source: groupSource,
  /** basis points; the scheme's when left out */
  weight: z.number().int().min(1).max(10_000).optional(),
  linksPerRatee: z.number().int().min(0).max(500).default(0),
});
const draftRater = z.strictObject({
  group: code,
  personId: fields.id.nullable(),
  accountId: fields.id.nullable(),
});
const draftTrustee = z.strictObject({ seat, accountId: fields.id, title: fields.line(40) });

const draftFields = {
  title: fields.line(80),
  mode: roundModes,
  closesOn: fields.day,
  groups: z.array(draftGroup).min(1).max(10),
  rateeIds: z.array(fields.id).min(1).max(1000),
  raters: z.array(draftRater).max(500),
  trustees: z.array(draftTrustee).max(3),
};
export const roundDraft = z.object(draftFields);
export type RoundDraft = z.infer<typeof roundDraft>;

export const createRound = endpoint({
  method: 'POST',
  path: '/rounds',
  summary: '新建测评轮次',
  access: stewards,
  body: z.object({ orgId: fields.id, schemeId: code, ...draftFields }),
  response: z.object({ id: fields.id, version: fields.version }),
  status: 201,
  idempotent: true,
});

export const editRound = endpoint({
  method: 'PUT',
  path: '/rounds/:id',
  summary: '修改测评轮次（开放前）',
  access: stewards,
  body: roundDraft,
  response: z.object({ id: fields.id, version: fields.version }),
  edits: true,
});

const item = z.object({
  id: z.string(),
  title,
  grades: z.array(z.object({ id: z.string(), title, points: z.number().int() })),
});
export const roundView = roundRow.extend({
  version: fields.version,
  schemeId: z.string(),
  schemeTitle: title,
  floor: z.number().int(),
  opensOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  /** first day on which the ballots may be destroyed */
  purgeFrom: z.string().nullable(),
  manifestHash: z.string().nullable(),
  boardHash: z.string().nullable(),
  items: z.array(item),
  groups: z.array(
    z.object({
      code: z.string(),
      title,
      weight: z.number().int(),
      source: groupSource,
      linksPerRatee: z.number().int(),
      raters: z.array(
        z.object({
          personId: z.string().nullable(),
          accountId: z.string().nullable(),
          name: z.string(),
          place: z.string(),
        }),
      ),
      /** raters asked, and those who answered as a band; null before opening */
      asked: z.number().int().nullable(),
      answered: band.nullable(),
    }),
  ),
  rateeList: z.array(z.object({ id: z.string(), name: z.string(), category: z.string() })),
  trustees: z.array(
    z.object({
      seat,
      title: z.string(),
      accountId: z.string(),
      name: z.string(),
      hasKey: z.boolean(),
      hasDecrypted: z.boolean(),
    }),
  ),
  actions: z.array(z.enum(['request-keys', 'redraft', 'open', 'close', 'tally', 'purge', 'cancel'])),
});
export type RoundView = z.infer<typeof roundView>;

export const readRound = endpoint({
  method: 'GET',
  path: '/rounds/:id',
  summary: '测评轮次',
  access: stewards,
  response: roundView,
});

const cell = z.object({
  ratee: z.string(),
  name: z.string(),
  groups: z.array(z.string()),
  count: z.number().int(),
});
export const precheckView = z.object({
  floor: z.number().int(),
  mode: roundModes,
  cells: z.array(cell),
  tooFew: z.array(cell),
  empty: z.array(z.object({ ratee: z.string(), name: z.string(), group: z.string() })),
  blockers: z.array(z.object({ code: z.string(), message: z.string() })),
});
export type PrecheckView = z.infer<typeof precheckView>;

export const precheckRound = endpoint({
  method: 'GET',
  path: '/rounds/:id/precheck',
  summary: '匿名预检：每格人数、合并与不能评的组织',
  access: stewards,
  response: precheckView,
});

export const moveRound = endpoint({
  method: 'POST',
  path: '/rounds/:id/moves',
  summary: '推进测评轮次：征集公钥、开放、截止、作废、销毁',
  access: stewards,
  body: z.object({
    action: z.enum(['request-keys', 'redraft', 'open', 'close', 'purge', 'cancel']),
    reason: fields.text(200).default(''),
  }),
  response: z.object({ id: fields.id, state: roundStates, version: fields.version }),
  edits: true,
});

const link = z.object({
  ratee: z.string().nullable(),
  no: z.number().int(),
  name: z.string().nullable(),
  token: z.string(),
});
export const issueLinks = endpoint({
  method: 'POST',
  path: '/rounds/:id/links',
  summary: '生成一组评议链接（只显示一次，重新生成后旧链接作废）',
  access: stewards,
  body: z.object({ group: code }),
  response: z.object({
    title: z.string(),
    groupTitle: title,
    closesOn: z.string(),
    mode: roundModes,
    links: z.array(link),
  }),
  perMinute: 20,
});

export const issueLinksWorkbook = endpoint({
  method: 'POST',
  path: '/rounds/:id/links-workbook',
  summary: '生成一组评议链接并下载为表格（旧链接作废）',
  access: stewards,
  body: z.object({ group: code, origin: z.url({ protocol: /^https?$/ }).max(200) }),
  response: fileReply,
  download: true,
  perMinute: 20,
});

export const revokeLinks = endpoint({
  method: 'POST',
  path: '/rounds/:id/links-revocation',
  summary: '作废一组评议链接',
  access: stewards,
  body: z.object({ group: code }),
  response: z.object({ revoked: z.number().int() }),
});

export const resultView = z.object({
  id: fields.id,
  title: z.string(),
  mode: roundModes,
  state: roundStates,
  floor: z.number().int(),
  manifestHash: z.string(),
  boardHash: z.string(),
  items: z.array(item),
  groups: z.array(z.object({ code: z.string(), title, weight: z.number().int() })),
  cells: z.array(
    z.object({
      ratee: z.string(),
      name: z.string(),
      category: z.string(),
      groups: z.array(z.string()),
      item: z.string(),
      band: band.nullable(),
      mean: z.number().int().nullable(),
      histogram: z.array(z.number().int()).nullable(),
      spread: z.number().int().nullable(),
      spreadBasis: z.enum(['pooled', 'bound']).nullable(),
      reason: z.enum(['too-few', 'no-ballots']).nullable(),
    }),
  ),
});
export type ResultView = z.infer<typeof resultView>;

export const readRoundResult = endpoint({
  method: 'GET',
  path: '/rounds/:id/result',
  summary: '测评结果（合计）',
  access: stewards,
  response: resultView,
});

/** What a draft can be put together from. */
const optionQuery = z.object({ orgId: fields.id, q: z.string().trim().max(40).default('') });

export const schemeOptions = endpoint({
  method: 'GET',
  path: '/round-options/schemes',
  summary: '可选考核方案',
  access: stewards,
  response: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        title,
        floor: z.number().int(),
        items: z.array(item),
        groups: z.array(z.object({ code: z.string(), title, weight: z.number().int() })),
      }),
    ),
  }),
});

export const rateeOptions = endpoint({
  method: 'GET',
  path: '/round-options/ratees',
  summary: '可选被评组织（按同类分组）',
  access: stewards,
  query: z.object({ orgId: fields.id, schemeId: code }),
  response: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        parent: z.string(),
        category: z.string(),
        members: z.number().int(),
      }),
    ),
    more: z.boolean(),
  }),
});

export const raterOptions = endpoint({
  method: 'GET',
  path: '/round-options/raters',
  summary: '可选评议人（领导班子和机关党委任职人员）',
  access: stewards,
  query: optionQuery,
  response: z.object({
    items: z.array(
      z.object({
        personId: z.string().nullable(),
        accountId: z.string().nullable(),
        name: z.string(),
        place: z.string(),
      }),
    ),
  }),
});

export const trusteeOptions = endpoint({
  method: 'GET',
  path: '/round-options/trustees',
  summary: '可选密钥保管人',
  access: stewards,
  query: optionQuery,
  response: z.object({
    items: z.array(z.object({ accountId: z.string(), name: z.string(), place: z.string() })),
  }),
});
