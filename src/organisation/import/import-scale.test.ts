import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeWorkbook } from '#platform/documents/workbook.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { checkImport, confirmImport, readImport, undoImport, uploadImport } from './import.contract.ts';

/** A district's roster; ZELIAN_IMPORT_ROWS=20000 is a city's, whose figures docs/performance.md has. */
const ROWS = Number(process.env['ZELIAN_IMPORT_ROWS'] ?? 3_000);
const BRANCHES = Math.ceil(ROWS / 33);
const UNITS = Math.ceil(BRANCHES / 10);

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
const watching = new AbortController();
afterAll(() => {
  watching.abort();
  return app.close();
});

/** The roster: everybody with everything, branches and units that do not exist yet. */
async function roster(): Promise<Uint8Array> {
  const han = (n: number) => String.fromCharCode(0x4e00 + (n % 8_000));
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const branch = i % BRANCHES;
    return [
      i + 1,
      `王${han(i * 7)}${han(i * 13 + 5)}`,
      i % 2 ? '男' : '女',
      '汉',
      `19${60 + (i % 40)}.${1 + (i % 12)}`,
      '本科',
      `20${10 + (i % 10)}年7月1日`,
      `20${11 + (i % 10)}.7`,
      `第${branch}党支部`,
      `某市第${branch % UNITS}局`,
      i < BRANCHES ? '书记' : '',
      String(13_000_000_000 + i),
    ];
  });
  const head = [
    '序号',
    '姓名',
    '性别',
    '民族',
    '出生年月',
    '学历',
    '入党时间',
    '转正时间',
    '所在党支部',
    '所在单位',
    '党内职务',
    '手机号',
  ];
  const written = await writeWorkbook([{ name: '名册', rows: [head, ...rows] }], {
    at: new Date('2026-11-23T00:00:00Z'),
  });
  if (!written.ok) throw new Error(written.refusal.code);
  return written.value;
}

test('a long roster is checked, written and taken back, and the server goes on answering', async () => {
  const clerk = await app.as('clerk');
  const bytes = await roster();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  const health: number[] = [];
  const watch = (async () => {
    while (!watching.signal.aborted) {
      const asked = performance.now();
      expect((await app.app.inject({ url: '/healthz' })).statusCode).toBe(200);
      health.push(performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const cpu = process.cpuUsage();
  const started = performance.now();
  const times: Record<string, number> = {};
  const lap = (name: string) => {
    times[name] = Math.round(performance.now() - started);
    console.log(name, times[name]);
  };
  delay.enable();

  const uploaded = await clerk.call(uploadImport, { file: { name: '全市.xlsx', bytes } });
  expect(uploaded.status, JSON.stringify(uploaded.problem)).toBe(201);
  lap('uploaded');
  const { id, tables, version } = uploaded.body;
  const body = {
    tables: tables.map(({ sheet, kind, columns }) => ({
      sheet,
      kind,
      columns: columns.map(({ index, use }) => ({ index, use: use ?? ('ignore' as const) })),
    })),
    asOf: '2026-01-01',
    defaultUnitId: null,
  };
  expect((await clerk.call(checkImport, { params: { id }, ifMatch: version, body })).status).toBe(202);
  const phases = new Set<string>();
  let view = uploaded.body;
  do {
    await new Promise((resolve) => setTimeout(resolve, 50));
    view = (await clerk.call(readImport, { params: { id } })).body;
    phases.add(`${view.progress?.phase} ${view.progress?.total}`);
  } while (view.state === 'checking');
  lap('checked');
  expect(view.counts?.person).toMatchObject({ create: ROWS, bad: 0 });
  expect([...phases].join()).toContain(`comparing ${ROWS}`);

  const done = await clerk.call(confirmImport, { params: { id }, ifMatch: view.version });
  expect(done.status, JSON.stringify(done.problem)).toBe(200);
  lap('confirmed');
  const used = process.cpuUsage(cpu);
  const { rows } = await app.owner.query('select count(*)::int as n from membership where batch_id = $1', [
    id,
  ]);
  expect(rows[0].n).toBe(ROWS);

  const taken = await clerk.call(undoImport, { params: { id }, ifMatch: done.body.version });
  expect(taken.status, JSON.stringify(taken.problem)).toBe(200);
  lap('undone');
  watching.abort();
  await watch;
  delay.disable();
  health.sort((a, b) => a - b);
  const p99 = health[Math.floor(health.length * 0.99)] ?? 0;
  const seconds = (used.user + used.system) / 1e6;
  console.log(
    JSON.stringify({
      ms: times,
      cpuSeconds: seconds,
      healthP99: Math.round(p99),
      loopP99: Math.round(delay.percentile(99) / 1e6),
    }),
  );
  // Nothing of it stops the server: whoever asks meanwhile waits for a small part of what the whole takes.
  expect(health.at(-1)).toBeLessThan(times['undone']! / 3);
}, 240_000);
