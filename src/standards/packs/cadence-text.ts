import type { Cadence } from '#kernel/cadence.ts';

/** A cadence in words: `每季度1次`, `once a quarter`. */
export function cadenceText(cadence: Cadence | null, language: 'zh' | 'en'): string {
  if (cadence === null) return language === 'zh' ? '未定频次' : 'no cadence';
  return language === 'zh' ? chinese(cadence) : english(cadence);
}

function chinese(cadence: Cadence): string {
  switch (cadence.kind) {
    case 'monthly':
      return `每月${cadence.times}次`;
    case 'quarterly':
      return `每季度${cadence.times}次`;
    case 'half-yearly':
      return `每半年${cadence.times}次`;
    case 'yearly':
      return `每年${cadence.times}次`;
    case 'every-years':
      return `每${cadence.years}年一届`;
    case 'by-date':
      return `${cadence.date}前完成`;
    case 'on-event':
      return cadence.withinDays === undefined ? '按事项' : `事项发生后${cadence.withinDays}天内`;
    case 'hours-per-year':
      return `每年${cadence.hours}学时`;
  }
}

function english(cadence: Cadence): string {
  const count = (times: number) => (times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`);
  switch (cadence.kind) {
    case 'monthly':
      return `${count(cadence.times)} a month`;
    case 'quarterly':
      return `${count(cadence.times)} a quarter`;
    case 'half-yearly':
      return `${count(cadence.times)} a half-year`;
    case 'yearly':
      return `${count(cadence.times)} a year`;
    case 'every-years':
      return `every ${cadence.years} years`;
    case 'by-date':
      return `by ${cadence.date}`;
    case 'on-event':
      return cadence.withinDays === undefined ? 'when it comes up' : `within ${cadence.withinDays} days`;
    case 'hours-per-year':
      return `${cadence.hours} class hours a year`;
  }
}
