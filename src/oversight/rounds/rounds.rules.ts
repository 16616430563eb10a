import { ok, type Result, refuse } from '#kernel/result.ts';
import { lifeCycle } from '#kernel/transitions.ts';

/**
 * How secret a round is. There are two modes and no third; a round keeps its mode from opening on.
 * `sealed` = 密态汇总: answers are encrypted in the rater's browser, only sums are ever decrypted.
 * `named` = 实名: answers are stored as given, beside who gave them; never to be called anonymous.
 */
export type RoundMode = 'sealed' | 'named';

/** Where a round of rating stands. */
export type RoundState = 'draft' | 'keys' | 'open' | 'closed' | 'tallied' | 'purged' | 'cancelled';

export type RoundAction = 'request-keys' | 'redraft' | 'open' | 'close' | 'tally' | 'purge' | 'cancel';

/**
 * The life of a round. There is no way back from `open`: what raters were told stays true. There is none from `closed`
 * either: a late or corrected ballot would give a second result, and the difference of two results is a ballot.
 */
export const roundCycle = lifeCycle<RoundState, RoundAction>({
  code: 'rounds',
  start: 'draft',
  ends: ['purged', 'cancelled'],
  rows: [
    {
      from: 'draft',
      action: 'request-keys',
      to: 'keys',
      who: '组织者',
      basis: '密态汇总：先由三位保管人各自生成密钥',
    },
    {
      from: 'keys',
      action: 'redraft',
      to: 'draft',
      who: '组织者',
      basis: '未开放前可以修改，已交的公钥作废',
    },
    { from: 'draft', action: 'open', to: 'open', who: '组织者', basis: '实名评议：预检通过后开放' },
    {
      from: 'keys',
      action: 'open',
      to: 'open',
      who: '组织者',
      basis: '密态汇总：三把公钥齐备、预检通过后开放',
    },
    { from: 'open', action: 'close', to: 'closed', who: '组织者', basis: '截止后不再收票，不可撤回' },
    {
      from: 'closed',
      action: 'tally',
      to: 'tallied',
      who: '三位保管人中的两位',
      basis: '只解开达到最少票数的合计，只解一次',
    },
    { from: 'tallied', action: 'purge', to: 'purged', who: '组织者', basis: '异议期满后销毁密文与逐人记录' },
    {
      from: 'draft',
      action: 'cancel',
      to: 'cancelled',
      who: '组织者',
      basis: '未完成的评议可以作废，不产生结果',
    },
    {
      from: 'keys',
      action: 'cancel',
      to: 'cancelled',
      who: '组织者',
      basis: '未完成的评议可以作废，不产生结果',
    },
    { from: 'open', action: 'cancel', to: 'cancelled', who: '组织者', basis: '作废的评议不解密，票全部删除' },
    {
      from: 'closed',
      action: 'cancel',
      to: 'cancelled',
      who: '组织者',
      basis: '两位以上保管人失去密钥时只能作废',
    },
  ],
});

/** States from which results may be read; before, there is nothing to read. */
export function isReleased(state: RoundState): boolean {
  return state === 'tallied' || state === 'purged';
}

/** A keeper of a third of the key: seats are filled by three different people, none of whom organises the round. */
export interface TrusteeSeat {
  seat: 1 | 2 | 3;
  accountId: string;
}

/**
 * Three different trustees, none of them the organiser: the person who can see who was asked must not also hold a key.
 * @param organiser account that prepares the round
 */
export function checkTrustees(trustees: readonly TrusteeSeat[], organiser: string): Result<undefined> {
  const seats = new Set(trustees.map((trustee) => trustee.seat));
  const accounts = new Set(trustees.map((trustee) => trustee.accountId));
  if (trustees.length !== 3 || seats.size !== 3 || accounts.size !== 3) {
    return refuse(
      'rounds/three-trustees',
      '密态汇总需要三位不同的密钥保管人，请逐一指定（如机关纪委、党员代表、工委督导各一位）。',
      {
        status: 422,
      },
    );
  }
  if (accounts.has(organiser)) {
    return refuse('rounds/organiser-as-trustee', '组织者不能同时保管密钥，请另行指定保管人。', {
      status: 422,
    });
  }
  return ok(undefined);
}

const BANDS = [1, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] as const;

/** How many there are, told only as a band: the lower bound, and the upper one (null above the last). */
export interface CountBand {
  atLeast: number;
  atMost: number | null;
}

/** The band in which a count lies. An exact count, watched over time, would tell who has just voted. */
export function countBand(count: number): CountBand {
  const at = BANDS.findLastIndex((low) => low <= count);
  if (at < 0) return { atLeast: 0, atMost: 0 };
  const next = BANDS[at + 1];
  return { atLeast: BANDS[at]!, atMost: next === undefined ? null : next - 1 };
}

/** Turnout while a round is open: fewer than five are not told apart from none. */
export function turnoutBand(count: number): CountBand {
  return count < 5 ? { atLeast: 0, atMost: 4 } : countBand(count);
}
