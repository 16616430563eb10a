import { StartRefusal } from '#platform/database/start-refusal.ts';
import { type Command, numberOption } from './command.ts';
import { DEMO_DEFAULTS } from './demo/build-demo.ts';
import { ensureDemo } from './demo-city.ts';
import { composeOver, migrateSafely } from './running.ts';
import { openStore } from './store.ts';

export const demo: Command = {
  usage: '[--members N] [--seed S]',
  about: `在空库中生成虚构的演示城市；同样的种子得到同样的城市。库中已有数据时拒绝。
Builds the fictional demo city in an empty database; the same seed gives the same city. Refuses a database with data.`,
  options: {
    members: { type: 'string', value: 'N', help: `党员人数，默认 ${DEMO_DEFAULTS.members} · members` },
    seed: { type: 'string', value: 'S', help: `种子，默认 ${DEMO_DEFAULTS.seed} · seed` },
  },
  async run(call) {
    const members = numberOption(call, 'members', DEMO_DEFAULTS.members, 50, 2_000_000);
    const seed = numberOption(call, 'seed', DEMO_DEFAULTS.seed, 0, 2_147_483_647);
    const store = await openStore(call.config, { exclusive: false, log: call.progress });
    try {
      await migrateSafely(call, store.ownerUrl);
      const running = await composeOver(call.config, { ...store, close: async () => {} });
      try {
        const from = performance.now();
        if (!(await ensureDemo(running, { members, seed, log: call.progress }))) {
          throw new StartRefusal(
            'demo/not-empty',
            '数据库中已有数据，演示城市只能生成在空库中。请用 ZELIAN_DATA 指定一个新的数据文件夹。',
            'The database holds data; the demo city needs an empty one. Set ZELIAN_DATA to a new folder.',
          );
        }
        const seconds = Math.round(performance.now() - from) / 1000;
        call.report(
          { members, seed, seconds },
          `演示城市已生成：约 ${members} 名党员，${seconds} 秒。The demo city is built.`,
        );
        return 0;
      } finally {
        await running.close();
      }
    } finally {
      await store.close();
    }
  },
};
