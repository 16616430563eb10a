import { englishFor } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { language } from '#shell/web/language.ts';
import { messages } from '#shell/web/messages.ts';
import type { Shade } from '#shell/web/panel.tsx';
import type { SelfReportState, Standing } from '../self-reports.rules.ts';

/** Words that the pages of self-reports share. */
export const reportWords = messages({
  zh: {
    states: { draft: '未提交', submitted: '已提交', returned: '已退回', accepted: '已接收' },
    standings: { backed: '有据', unverified: '待核', opinion: '主观' },
    hours: (hours: string) => `${hours} 学时`,
    disputed: '对这条记录有异议',
  },
  en: {
    states: { draft: 'Not submitted', submitted: 'Submitted', returned: 'Returned', accepted: 'Accepted' },
    standings: { backed: 'on record', unverified: 'to be checked', opinion: 'opinion' },
    hours: (hours) => `${hours} class hours`,
    disputed: 'says this record is wrong',
  },
});

/** The colours beside the words of states and standings. */
export const stateShade: Record<SelfReportState, Shade> = {
  draft: 'neutral',
  submitted: 'info',
  returned: 'warn',
  accepted: 'good',
};
export const standingShade: Record<Standing, Shade> = {
  backed: 'good',
  unverified: 'warn',
  opinion: 'neutral',
};

/** A period as it is called: a quarter if it is one, else its first and last day. */
export function periodName(from: string, to: string): string {
  const year = from.slice(0, 4);
  const months = Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
  if (year === to.slice(0, 4) && months === 3 && from.endsWith('-01')) {
    const quarter = Math.ceil(Number(to.slice(5, 7)) / 3);
    return language() === 'zh' ? `${year}年第${'一二三四'[quarter - 1]}季度` : `Q${quarter} ${year}`;
  }
  return `${formatDay(from)} – ${formatDay(to)}`;
}

/** Minutes as class hours, to one place. */
export function classHours(minutes: number, perHour: number): string {
  return perHour > 0 ? (Math.round((minutes / perHour) * 10) / 10).toString() : '0';
}

englishFor({
  'self-reports/not-in-this-state': 'This is not possible in the present state. Reload the page.',
  'self-reports/not-yours': 'A self-report is filled in and submitted by its member only.',
  'self-reports/own-report': 'Somebody else has to accept your own report.',
  'self-reports/not-your-part': 'This step is the branch’s.',
  'self-reports/say-why': 'Say why it is returned, so that the member knows what to add.',
  'self-reports/not-own-record': 'Only records of this period in which you took part can be cited.',
  'self-reports/period-closed': 'Only this period and the one before can be filled in.',
});
