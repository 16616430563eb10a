import { useState } from 'react';
import { addMonths } from '#kernel/dates.ts';
import { useCall } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { today } from '#shell/web/format.ts';
import { language } from '#shell/web/language.ts';
import { useQuery } from '#shell/web/location.ts';
import { useMe } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { useNarrow } from '#shell/web/narrow.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readCalendar } from '../agenda.contract.ts';
import { isMonth } from '../agenda.rules.ts';
import css from './calendar-page.module.css';
import { DayPanel } from './day-panel.tsx';
import { FeedPanel } from './feed-panel.tsx';
import { MonthGrid } from './month-grid.tsx';
import { MonthList } from './month-list.tsx';

const m = messages({
  zh: {
    title: '日历',
    lead: '每天有多少事项到期、办结，开了什么会。点开一天看清单。',
    whose: '看谁的',
    me: '我的事项',
    before: '上个月',
    after: '下个月',
    now: '回到本月',
    month: (year: number, month: number) => `${year}年${month}月`,
  },
  en: {
    title: 'Calendar',
    lead: 'What falls due or was done each day, and which meetings were held. Open a day to see the list.',
    whose: 'Whose',
    me: 'My own',
    before: 'Month before',
    after: 'Month after',
    now: 'This month',
    month: (year, month) =>
      `${new Date(Date.UTC(year, month - 1, 1)).toLocaleDateString('en-GB', { month: 'long', timeZone: 'UTC' })} ${year}`,
  },
});

/** A month of what is due, as a grid, or as a list on a phone; one day opened beside it. */
export default function CalendarPage() {
  const t = useMessages(m);
  const me = useMe();
  const narrow = useNarrow();
  const [query, setQuery] = useQuery();
  const month = isMonth(query['month'] ?? '') ? query['month']! : today().slice(0, 7);
  const orgId = query['org'];
  const [picked, setPicked] = useState<string | null>(null);
  const day = picked?.startsWith(month) ? picked : today().startsWith(month) ? today() : null;
  const { data, error, refetch } = useCall(readCalendar, { query: { month, orgId } }, { keep: true });
  const move = (count: number) => setQuery({ month: addMonths(`${month}-01`, count).slice(0, 7) });
  const [year, number] = month.split('-').map(Number) as [number, number];
  const counts = new Map(data?.days.map((each) => [each.day, each]));
  const organisations = me
    ? [
        ...new Map(
          me.grants
            .filter((grant) => grant.orgId && grant.orgName)
            .map((grant) => [grant.orgId, grant.orgName]),
        ),
      ]
    : [];

  return (
    <PageFrame title={t.title} lead={t.lead}>
      <Panel flush>
        <div className={css['bar']}>
          <button type="button" className={css['arrow']} onClick={() => move(-1)} aria-label={t.before}>
            ‹
          </button>
          <h2 aria-live="polite" lang={language() === 'zh' ? 'zh-CN' : 'en'}>
            {t.month(year, number)}
          </h2>
          <button type="button" className={css['arrow']} onClick={() => move(1)} aria-label={t.after}>
            ›
          </button>
          <button type="button" className={css['now']} onClick={() => setQuery({ month: undefined })}>
            {t.now}
          </button>
          {organisations.length > 0 && (
            <label className={css['whose']}>
              <span>{t.whose}</span>
              <select
                value={orgId ?? ''}
                onChange={(event) => setQuery({ org: event.target.value || undefined })}
              >
                <option value="">{t.me}</option>
                {organisations.map(([id, name]) => (
                  <option key={id} value={id ?? ''}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
        {error ? (
          <div className={css['inset']}>
            <ErrorSentence error={error} onRetry={() => void refetch()} />
          </div>
        ) : !data ? (
          <Skeleton />
        ) : narrow ? (
          <MonthList month={month} counts={counts} picked={day} onPick={setPicked} orgId={orgId} />
        ) : (
          <MonthGrid month={month} counts={counts} picked={day} onPick={setPicked} />
        )}
      </Panel>
      {!narrow && day && <DayPanel day={day} orgId={orgId} />}
      <div className="z-no-print">
        <FeedPanel />
      </div>
    </PageFrame>
  );
}
