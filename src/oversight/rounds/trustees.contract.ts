import { z } from 'zod';
import { endpoint, fields } from '#platform/http/endpoint.ts';
import { roundModes, roundStates } from './rounds.contract.ts';

const seat = z.union([z.literal(1), z.literal(2), z.literal(3)]);
/** 32 bytes as base64url. */
const point = z.string().length(43);

export const listTrusteeRounds = endpoint({
  method: 'GET',
  path: '/trustee/rounds',
  summary: '我保管密钥的测评',
  access: 'signed-in',
  response: z.object({
    items: z.array(
      z.object({
        id: fields.id,
        title: z.string(),
        orgName: z.string(),
        state: roundStates,
        closesOn: z.string(),
        seat,
        seatTitle: z.string(),
        hasKey: z.boolean(),
        hasDecrypted: z.boolean(),
      }),
    ),
  }),
});

export const readTrusteeRound = endpoint({
  method: 'GET',
  path: '/trustee/rounds/:id',
  summary: '保管人：测评与清单',
  access: 'signed-in',
  response: z.object({
    id: fields.id,
    title: z.string(),
    orgName: z.string(),
    mode: roundModes,
    state: roundStates,
    closesOn: z.string(),
    seat,
    publicKey: z.string().nullable(),
    decryptedOn: z.string().nullable(),
    trustees: z.array(
      z.object({ seat, title: z.string(), name: z.string(), hasKey: z.boolean(), hasDecrypted: z.boolean() }),
    ),
    /** the frozen manifest, to be hashed again by the reader; null before opening */
    manifest: z.json().nullable(),
    manifestHash: z.string().nullable(),
    boardHash: z.string().nullable(),
  }),
});

export const postTrusteeKey = endpoint({
  method: 'POST',
  path: '/trustee/rounds/:id/key',
  summary: '保管人：提交公钥与持有证明',
  access: 'signed-in',
  body: z.object({ publicKey: point, proof: z.string().length(86) }),
  response: z.object({ seat, publicKey: z.string() }),
});

export const readBoard = endpoint({
  method: 'GET',
  path: '/trustee/rounds/:id/board',
  summary: '保管人：已计入的密文（核对合计用）',
  access: 'signed-in',
  query: z.object({
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number<number>().int().min(1).max(100).default(50),
  }),
  response: z.object({
    items: z.array(
      z.object({ tracking: z.string(), ratee: z.string(), group: z.string(), ciphers: z.string() }),
    ),
    next: z.string().nullable(),
  }),
});

export const postDecryption = endpoint({
  method: 'POST',
  path: '/trustee/rounds/:id/decryption',
  summary: '保管人：提交合计的部分解密',
  access: 'signed-in',
  body: z.object({
    parts: z
      .array(z.strictObject({ label: z.string().max(120), part: point, proof: z.string().length(128) }))
      .min(1)
      .max(400),
  }),
  response: z.object({ left: z.number().int(), state: roundStates }),
});
