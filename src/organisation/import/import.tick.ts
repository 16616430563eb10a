import { ok } from '#kernel/result.ts';
import { asNobody } from '#platform/http/perform.ts';
import type { Tick } from '#platform/jobs/ticks.ts';
import { forgetOld } from './import.store.ts';

/** Days for which an import's uploaded workbook and planned lines are kept (最小必要、最短保存). */
const KEPT_DAYS = 30;

/** Deletes uploaded workbooks and planned lines of imports that are older than they are kept. */
export const importTick: Tick = {
  id: 'import-retention',
  everyMinutes: 24 * 60,
  async run(services, tenantId, now) {
    await asNobody(services, tenantId, { now }, async (ctx) => {
      const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
      const forgotten = await forgetOld(ctx.tx, tenantId, before);
      if (forgotten > 0)
        ctx.audit({ action: 'import.forget', object: ['tenant', tenantId], details: { imports: forgotten } });
      return ok(forgotten);
    });
  },
};
