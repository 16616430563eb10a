import { messages } from '#shell/web/messages.ts';
import type { Shade } from '#shell/web/panel.tsx';
import type { LinkState, Movement } from '../fusion.rules.ts';

/** What the room's states, steps and figures are called. */
export const fusionWords = messages({
  zh: {
    room: '业务融合',
    states: { proposed: '待业务方确认', confirmed: '已确认', declined: '未予确认', ended: '已解除' },
    movements: {
      none: '还没有数',
      early: '暂无变化',
      moving: '有变化',
      reached: '已达目标',
      unmoved: '没有变化，请说明或解除',
    },
    steps: { confirm: '确认有用', decline: '不予确认', withdraw: '撤回', end: '解除' },
    from: (value: string, measure: string) => `基期 ${value} ${measure}`,
    to: (value: string) => `目标 ${value}`,
    now: (value: string) => `现在 ${value}`,
    done: '已保存',
    none: '没有',
  },
  en: {
    room: 'Party and business',
    states: {
      proposed: 'Waits for the business side',
      confirmed: 'Confirmed',
      declined: 'Not confirmed',
      ended: 'Ended',
    },
    movements: {
      none: 'No figure yet',
      early: 'No change so far',
      moving: 'Moving',
      reached: 'Target reached',
      unmoved: 'No change: explain or end it',
    },
    steps: { confirm: 'Confirm its use', decline: 'Do not confirm', withdraw: 'Withdraw', end: 'End' },
    from: (value, measure) => `from ${value} ${measure}`,
    to: (value) => `to ${value}`,
    now: (value) => `now ${value}`,
    done: 'Saved',
    none: 'None',
  },
});

/** The colour that repeats a link's state. */
export const stateShades: Record<LinkState, Shade> = {
  proposed: 'warn',
  confirmed: 'good',
  declined: 'neutral',
  ended: 'neutral',
};

/** The colour that repeats how a figure moves. */
export const movementShades: Record<Movement, Shade> = {
  none: 'neutral',
  early: 'neutral',
  moving: 'info',
  reached: 'good',
  unmoved: 'warn',
};

/** A figure without zeros that say nothing. */
export const shown = (value: number): string => String(Math.round(value * 100) / 100);
