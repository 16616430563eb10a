import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { handPatterns } from '#standards/packs/answering.schema.ts';
import { hands } from './own-hand.rules.ts';

const label = z.object({ zh: z.string(), en: z.string() });
const named = z.object({ id: fields.id, name: z.string() });
const count = z.number().int();

const figures = z.object({
  counts: z.object({
    'in-person': count,
    delegated: count,
    signed: count,
    hidden: count,
    undone: count,
    coming: count,
  }),
  /** Ten-thousandths of what is judged; null where nothing is. */
  share: count.nullable(),
  pattern: z.enum(handPatterns),
});

const row = figures.extend({
  org: named,
  person: named,
  /** The reader is the secretary. */
  own: z.boolean(),
});
/** A secretary's own acts in a list. */
export type OwnHandRow = z.infer<typeof row>;

const delegation = z.object({
  id: fields.id,
  to: named,
  duties: z.array(z.object({ code: z.string(), title: label })),
  reason: label,
  scope: z.string(),
  fromOn: fields.day,
  toOn: fields.day,
  endedOn: fields.day.nullable(),
  running: z.boolean(),
  version: fields.version,
});
/** A delegation as shown. */
export type DelegationView = z.infer<typeof delegation>;

/** Of branches; `self` is whoever is a secretary somewhere, by whatever role. */
const superiors: AccessRule = { clerk: 'subtree', officer: 'subtree', secretary: 'self', member: 'self' };
/** The secretaries of leading groups and organ committees answer to the work committee, not to their own unit's officer. */
export const aboveCommittees = { access: { clerk: 'subtree' } } as const satisfies { access: AccessRule };

export const listOwnHand = endpoint({
  method: 'GET',
  path: '/own-hand',
  summary: '书记亲为：各组织书记“必须亲为”的事由谁做（按组织次序，不排名）；书记本人只看到自己的',
  access: superiors,
  query: pageQuery,
  response: page(row).extend({ from: fields.day, until: fields.day }),
});

export const readOwnHand = endpoint({
  method: 'GET',
  path: '/own-hand/:id',
  summary: '一名书记的亲为图：逐件看是谁做的；先给本人看',
  access: { ...superiors, secretary: 'subtree' },
  response: row.extend({
    from: fields.day,
    until: fields.day,
    /** Up to which day the level above sees it. */
    aboveUntil: fields.day,
    patternTitle: label,
    patternNote: label,
    acts: z.array(
      z.object({
        id: fields.id,
        code: z.string(),
        title: label,
        dueOn: fields.day,
        hand: z.enum(hands),
        /** `open`: the reader may open it; whoever answers for a leading group is no keeper of its records. */
        records: z.array(z.object({ id: fields.id, title: z.string(), on: fields.day, open: z.boolean() })),
      }),
    ),
    delegations: z.array(delegation),
    /** What the secretary may delegate, with the reasons there are; null for other readers. */
    form: z
      .object({
        duties: z.array(z.object({ code: z.string(), title: label, own: z.boolean() })),
        /** Of a leading group or an organ committee: its other office-holders. Null where any member can be chosen. */
        colleagues: z.array(z.object({ id: fields.id, name: z.string(), post: label })).nullable(),
        reasons: z.array(z.object({ id: z.string(), title: label, own: z.boolean() })),
        mostDays: count,
      })
      .nullable(),
  }),
});

export const writeDelegation = endpoint({
  method: 'POST',
  path: '/own-hand/:id/delegations',
  summary: '书面委托：哪几项、委托给谁、事由和起止；写在前面的委托不是过失',
  access: { secretary: 'own', member: 'self' },
  idempotent: true,
  status: 201,
  body: z.strictObject({
    toId: fields.id,
    duties: z.array(z.string().max(10)).min(1, '至少选择一项').max(40),
    reason: z.string().max(60),
    scope: fields.text(200).default(''),
    fromOn: fields.day,
    toOn: fields.day,
  }),
  response: z.object({ id: fields.id }),
});

export const endDelegation = endpoint({
  method: 'POST',
  path: '/delegations/:id/end',
  summary: '提前结束委托',
  access: { secretary: 'self', member: 'self' },
  edits: true,
  response: z.object({ id: fields.id, version: fields.version }),
});
