import { randomInt } from 'node:crypto';
import type { CallReply, TestApp } from '#testing/app.ts';
import {
  castBallot,
  listMyBallots,
  openBallot,
  type PaperView,
  readBallotPass,
} from '../../ballots/ballots.contract.ts';
import { sealBallot } from '../../ballots/crypto/ballot.ts';
import { toBase64Url } from '../../ballots/crypto/bytes.ts';
import { decryptPart } from '../../ballots/crypto/tally.ts';
import {
  makeTrusteeKey,
  type RoundKeys,
  roundKeys,
  type Seat,
  type TrusteeSecret,
} from '../../ballots/crypto/trustee-keys.ts';
import { type RoundManifest, shapeOf } from '../manifest.rules.ts';
import { type BoardRow, recount } from '../recount.ts';
import { createRound, issueLinks, moveRound, readRound } from '../rounds.contract.ts';
import { postDecryption, postTrusteeKey, readBoard, readTrusteeRound } from '../trustees.contract.ts';

/** The accounts that keep the keys in these tests, by seat. */
export const trusteeLogins = ['clerk', 'secretaryA2', 'secretary'] as const;

type Steward = 'officer' | 'clerk' | 'officerB';

/** A draft over unit A's two branches: superiors 4, members 6 each, and links. */
export function draftBody(test: TestApp, mode: 'sealed' | 'named', links = 5) {
  const { ids, members, accounts } = test.world;
  return {
    orgId: ids.unitA,
    schemeId: 'branch-appraisal',
    title: '2026年下半年党支部测评',
    mode,
    closesOn: '2026-11-30',
    groups: [
      { code: 'superior', source: 'named' as const },
      { code: 'members', source: 'members' as const },
      { code: 'staff', source: 'links' as const, linksPerRatee: links },
    ],
    rateeIds: [ids.a1, ids.a2],
    raters: [
      ...[members.a1[5]!, members.a1[6]!, members.a2[1]!].map((personId) => ({
        group: 'superior',
        personId,
        accountId: null,
      })),
      { group: 'superior', personId: null, accountId: accounts.rater.id },
    ],
    trustees:
      mode === 'sealed'
        ? trusteeLogins.map((login, at) => ({
            seat: (at + 1) as Seat,
            accountId: accounts[login].id,
            title: ['工委督导', '机关纪委', '党员代表'][at]!,
          }))
        : [],
  };
}

/** Moves a round and returns the reply; reads the version first. */
export async function move(
  test: TestApp,
  id: string,
  action: 'request-keys' | 'redraft' | 'open' | 'close' | 'purge' | 'cancel',
  reason = '演练',
  login: Steward = 'officer',
): Promise<CallReply<typeof moveRound>> {
  const caller = await test.as(login);
  const { version } = (await caller.call(readRound, { params: { id } })).body;
  return caller.call(moveRound, { params: { id }, body: { action, reason }, ifMatch: version });
}

/** The private keys of a round, which only a test ever has in one place. */
export type Secrets = Record<(typeof trusteeLogins)[number], TrusteeSecret>;

/** All three trustees make and post their keys. */
export async function postKeys(test: TestApp, id: string): Promise<Secrets> {
  const secrets: Partial<Secrets> = {};
  for (const [at, login] of trusteeLogins.entries()) {
    const { key, secret } = makeTrusteeKey(id, (at + 1) as Seat);
    const { publicKey, proof } = key;
    const reply = await (await test.as(login)).call(postTrusteeKey, {
      params: { id },
      body: { publicKey, proof },
    });
    if (reply.status !== 200) throw new Error(`key refused: ${reply.raw.toString()}`);
    secrets[login] = secret;
  }
  return secrets as Secrets;
}

/** A round that is open for ballots. */
export async function openedRound(
  test: TestApp,
  mode: 'sealed' | 'named',
  links = 5,
): Promise<{ id: string; secrets: Secrets }> {
  const officer = await test.as('officer');
  const made = await officer.call(createRound, {
    body: draftBody(test, mode, links),
    idempotencyKey: `round ${randomInt(1e9)}`,
  });
  if (made.status !== 201) throw new Error(`draft refused: ${made.raw.toString()}`);
  const { id } = made.body;
  let secrets = {} as Secrets;
  if (mode === 'sealed') {
    await move(test, id, 'request-keys');
    secrets = await postKeys(test, id);
  }
  const opened = await move(test, id, 'open');
  if (opened.status !== 200) throw new Error(`opening refused: ${opened.raw.toString()}`);
  return { id, secrets };
}

/** The links of a group, fresh. */
export async function linksOf(test: TestApp, id: string, group: string): Promise<string[]> {
  const reply = await (await test.as('officer')).call(issueLinks, { params: { id }, body: { group } });
  if (reply.status !== 200) throw new Error(`links refused: ${reply.raw.toString()}`);
  return reply.body.links.map((link) => link.token);
}

/** The pass of a signed-in rater for its open invitation in a round of this mode. */
export async function passOf(
  test: TestApp,
  login: Parameters<TestApp['as']>[0],
  mode: 'sealed' | 'named' = 'sealed',
): Promise<string> {
  const caller = await test.as(login);
  const { items } = (await caller.call(listMyBallots)).body;
  const mine = items.find((item) => item.mode === mode);
  if (!mine) throw new Error(`${login} is asked in no ${mode} round`);
  return (await caller.call(readBallotPass, { params: { id: mine.invitationId } })).body.pass;
}

/** The page that a token opens. */
export async function paper(test: TestApp, token: string): Promise<PaperView> {
  const reply = await (await test.as(null)).call(openBallot, { body: { token } });
  if (reply.status !== 200) throw new Error(`paper refused: ${reply.raw.toString()}`);
  return reply.body;
}

const keysById = new Map<string, RoundKeys>();

/** What the rater's browser does: encrypts the choices for one organisation. */
export function seal(view: PaperView, ratee: string, choices: readonly number[]): string {
  const manifest = view.manifest as unknown as RoundManifest;
  const keys = keysById.get(view.manifestHash) ?? roundKeys(manifest.round, manifest.trustees);
  keysById.set(view.manifestHash, keys);
  const { manifestHash, group, invitation } = view;
  const context = { round: manifest.round, manifest: manifestHash, ratee, group: group.id, invitation };
  return toBase64Url(sealBallot(keys, context, shapeOf(manifest), choices));
}

/** Casts one rater's choices for one organisation, whatever the mode. */
export async function castOne(
  test: TestApp,
  token: string,
  view: PaperView,
  ratee: string,
  choices: readonly number[],
) {
  const answer = view.mode === 'sealed' ? { sealed: seal(view, ratee, choices) } : { choices: [...choices] };
  return (await test.as(null)).call(castBallot, { body: { token, ratee, ...answer } });
}

/** What a trustee's page does after closing: recounts and decrypts. Returns the last reply. */
export async function decrypt(
  test: TestApp,
  id: string,
  login: (typeof trusteeLogins)[number],
  secret: TrusteeSecret,
) {
  const caller = await test.as(login);
  const round = (await caller.call(readTrusteeRound, { params: { id } })).body;
  const rows: BoardRow[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = (await caller.call(readBoard, { params: { id }, query: { cursor, limit: 20 } })).body;
    rows.push(...page.items);
    if (page.next === null) break;
    cursor = page.next;
  }
  const told = {
    manifestHash: round.manifestHash!,
    boardHash: round.boardHash!,
    publicKey: round.publicKey!,
  };
  const counted = await recount(round.manifest as unknown as RoundManifest, told, rows);
  if (!counted.ok) throw new Error(counted.fault);
  const parts = decryptPart(
    { round: id, manifest: told.manifestHash, board: told.boardHash },
    secret,
    counted.sums,
  );
  let last: CallReply<typeof postDecryption> | undefined;
  for (let at = 0; at < parts.length; at += 50) {
    last = await caller.call(postDecryption, { params: { id }, body: { parts: parts.slice(at, at + 50) } });
  }
  return { last: last!, parts };
}
