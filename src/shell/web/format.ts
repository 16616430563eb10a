import { language } from './language.ts';

const ZONE = 'Asia/Shanghai';

/** A calendar day: `2026年11月23日`, or `23 Nov 2026`. */
export function formatDay(day: string | null | undefined): string {
  if (!day) return '—';
  const [year, month, date] = day.slice(0, 10).split('-').map(Number) as [number, number, number];
  if (language() === 'zh') return `${year}年${month}月${date}日`;
  return new Date(Date.UTC(year, month - 1, date)).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** A calendar day in a table: `2026-11-23` in both languages, so that columns line up. */
export function formatDayShort(day: string | null | undefined): string {
  return day ? day.slice(0, 10) : '—';
}

/** An instant in Shanghai time: `2026-11-23 14:05`. */
export function formatInstant(instant: string | null | undefined): string {
  if (!instant) return '—';
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return parts.format(new Date(instant));
}

/** Today in Shanghai, 'YYYY-MM-DD'. */
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date());
}

/** Days until a day: 0 today, negative when it is past. */
export function daysUntil(day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today()}T00:00:00Z`)) / 86_400_000);
}

/** How long until a due day, in words: 今天到期 · 还有 3 天 · 已逾期 2 天. */
export function formatDue(day: string): string {
  const left = daysUntil(day);
  if (language() === 'zh') {
    if (left === 0) return '今天到期';
    return left > 0 ? `还有 ${left} 天` : `已逾期 ${-left} 天`;
  }
  if (left === 0) return 'due today';
  const days = `${Math.abs(left)} ${Math.abs(left) === 1 ? 'day' : 'days'}`;
  return left > 0 ? `in ${days}` : `${days} overdue`;
}

/** A length in minutes: `1 小时 30 分`, `45 分`. */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const [h, m] = language() === 'zh' ? [' 小时', ' 分'] : [' h', ' min'];
  return [hours > 0 ? `${hours}${h}` : '', rest > 0 || hours === 0 ? `${rest}${m}` : '']
    .filter(Boolean)
    .join(' ');
}

/** An amount with its thousands apart, up to two decimals; a number as the server writes it, or counted here. */
export function formatAmount(value: number | string): string {
  return Number(value).toLocaleString('zh-CN', { maximumFractionDigits: 2 });
}
