import { toDay } from '#kernel/dates.ts';
import { ok } from '#kernel/result.ts';
import { asNobody } from '#platform/http/perform.ts';
import type { Tick } from '#platform/jobs/ticks.ts';
import { followPosts } from './follow-posts.ts';

/** Keeps what is due in step with the calendar and with the people: new periods, new holders of posts, new lateness. */
export const obligationsTick: Tick = {
  id: 'obligations',
  everyMinutes: 60,
  async run(services, tenantId, now) {
    await asNobody(services, tenantId, { now }, async (ctx) => {
      const done = await followPosts({ ...ctx, today: toDay(now) });
      if (done.owners + done.added + done.late > 0) {
        ctx.audit({ action: 'obligation.follow', object: ['tenant', tenantId], details: done });
      }
      return ok(done);
    });
  },
};
