import { messages } from '#shell/web/messages.ts';
import type { Shade } from '#shell/web/panel.tsx';
import type { RoundState } from '../rounds.rules.ts';

/** The words that the pages of rounds share. */
export const roundWords = messages({
  zh: {
    modes: { sealed: '密态汇总', named: '实名' },
    modeHints: {
      sealed: '评分在评议人本机加密，系统只解开每组至少 5 票的合计；需三位密钥保管人，其中任意两位可以计票。',
      named: '评分按原样保存并与评议人对应，管理数据库的人可以看到；不得称为匿名。',
    },
    states: {
      draft: '草稿',
      keys: '征集公钥',
      open: '评议中',
      closed: '待计票',
      tallied: '已计票',
      purged: '已计票，选票已销毁',
      cancelled: '已作废',
    },
    sources: { named: '指定人员', members: '被评组织的党员', links: '发放链接' },
    band: (low: number, high: number | null) =>
      high === null ? `${low} 以上` : low === high ? `${low}` : `${low}–${high}`,
    fewerThan: (n: number) => `不足 ${n}`,
    people: (n: number) => `${n} 人`,
    loading: '正在载入',
    category: '未分组',
  },
  en: {
    modes: { sealed: 'Sealed tally', named: 'By name' },
    modeHints: {
      sealed:
        'Marks are encrypted on the rater’s device; only sums of at least 5 ballots are opened. Takes three trustees, any two of whom can tally.',
      named:
        'Marks are stored as given, with who gave them; whoever runs the database can read them. Not to be called anonymous.',
    },
    states: {
      draft: 'Draft',
      keys: 'Waiting for keys',
      open: 'Open',
      closed: 'To be tallied',
      tallied: 'Tallied',
      purged: 'Tallied, ballots destroyed',
      cancelled: 'Cancelled',
    },
    sources: { named: 'Chosen people', members: 'Members of the organisation', links: 'Links handed out' },
    band: (low, high) => (high === null ? `${low} or more` : low === high ? `${low}` : `${low}–${high}`),
    fewerThan: (n) => `fewer than ${n}`,
    people: (n) => (n === 1 ? '1 person' : `${n} people`),
    loading: 'Loading',
    category: 'Not grouped',
  },
});

/** The shade in which a state is shown. */
export const stateShades: Record<RoundState, Shade> = {
  draft: 'neutral',
  keys: 'info',
  open: 'good',
  closed: 'warn',
  tallied: 'brand',
  purged: 'neutral',
  cancelled: 'neutral',
};
