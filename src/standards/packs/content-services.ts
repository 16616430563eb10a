import { type BusinessCalendar, businessCalendar } from '#kernel/business-calendar.ts';
import type { Content } from './content.ts';
import { loadContent } from './load-content.ts';

declare module '#platform/http/context.ts' {
  interface Services {
    /** Everything under `content/`, as read at start-up. */
    content: Content;
    /** Working days as the notices in the content have them. */
    calendar: BusinessCalendar;
  }
}

/** Reads the content of a running server; throws a `ContentError` that names every fault. */
export function contentServices(dir: string): { content: Content; calendar: BusinessCalendar } {
  const content = loadContent(dir);
  return { content, calendar: businessCalendar(content.calendar) };
}
