import type { Day } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import { decide, lifeCycle, type Transition } from '#kernel/transitions.ts';

export const deliveryStates = ['claimed', 'received', 'denied'] as const;
export type DeliveryState = (typeof deliveryStates)[number];
export const deliveryActions = ['receive', 'deny'] as const;
export type DeliveryAction = (typeof deliveryActions)[number];

const RECEIPT =
  '机关基层组织工作条例第四十条（党建活动经费等保障）；本系统规则：给没给到，由受益的组织说了算';

/** A delivery is claimed by whoever delivered it and counts once the recipient says that it came. */
export const deliveryCycle = lifeCycle<DeliveryState, DeliveryAction>({
  code: 'leading-group',
  start: 'claimed',
  ends: ['received', 'denied'],
  rows: [
    { from: 'claimed', action: 'receive', to: 'received', who: 'recipient', basis: RECEIPT },
    { from: 'claimed', action: 'deny', to: 'denied', who: 'recipient', basis: RECEIPT },
  ],
});

/** Whether the recipient may answer a delivery; whoever claims to have delivered it cannot confirm it. */
export function decideReceipt(
  delivery: { state: DeliveryState; enteredBy: string },
  action: DeliveryAction,
  actor: { accountId: string | null; recipient: boolean },
): Result<Transition<DeliveryState, DeliveryAction>> {
  const row = decide(deliveryCycle, delivery.state, action);
  if (!row.ok) return row;
  if (!actor.recipient) {
    return refuse('leading-group/not-recipient', '由受益组织的负责人确认是否收到。', { status: 403 });
  }
  if (actor.accountId === delivery.enteredBy) {
    return refuse('leading-group/own-delivery', '登记交付的人不能自己确认收到。', { status: 403 });
  }
  return row;
}

/** What is promised of one kind, and what came of it; amounts in the unit of the kind. */
export type Promised = { amount: number; received: number; claimed: number; dueOn: Day };

export const promiseStates = ['late', 'claimed', 'coming', 'kept'] as const;
export type PromiseState = (typeof promiseStates)[number];

/** How a promise stands: kept once all of it was received; late past its day; else claimed or still to come. */
export function promiseState(promised: Promised, today: Day): PromiseState {
  if (promised.received >= promised.amount) return 'kept';
  if (promised.received + promised.claimed >= promised.amount) return 'claimed';
  return promised.dueOn < today ? 'late' : 'coming';
}

/** Whether an amount can be written in its kind: above nothing, with no more decimals than the kind has. */
export function checkAmount(amount: number, decimals: number): Result<true> {
  const whole = Math.round(amount * 10 ** decimals);
  if (amount > 0 && Math.abs(whole / 10 ** decimals - amount) < 1e-9) return ok(true);
  return refuse(
    'leading-group/bad-amount',
    decimals === 0 ? '数量应为大于 0 的整数。' : `数量应大于 0，最多 ${decimals} 位小数。`,
    { status: 422, errors: [{ path: 'body.amount', message: '数量不对' }] },
  );
}

/** Whether a delivery can be entered: not in the future, and not more than is still open. */
export function checkDelivery(
  promised: Promised,
  delivery: { amount: number; onDay: Day },
  today: Day,
): Result<true> {
  if (delivery.onDay > today) {
    return refuse('leading-group/delivered-later', '交付日期不能晚于今天。', {
      status: 422,
      errors: [{ path: 'body.onDay', message: '不能晚于今天' }],
    });
  }
  const open = promised.amount - promised.received - promised.claimed;
  if (delivery.amount - open > 1e-9) {
    return refuse(
      'leading-group/more-than-promised',
      `议定 ${promised.amount}，已登记 ${promised.received + promised.claimed}，最多还能登记 ${Math.max(0, open)}。`,
      { status: 422, errors: [{ path: 'body.amount', message: '超过议定数量' }] },
    );
  }
  return ok(true);
}
