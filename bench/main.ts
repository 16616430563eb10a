// npm run bench [-- --members 100000 --shares 10,30,100 --due 5000 --ledger 1000000 --only solver,cities,due --json]: how the product's lists, its
// ranking and its throughput stand to the bare parts they are made of, on one machine in one run, as ratios; how they grow with the city; what is
// due in a committee of 5,000 members, and its ledger at a million rows.
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startThrowaway } from '#platform/database/embedded.ts';
import { createApp } from '../src/app.ts';
import { type BenchCity, buildCity, config } from './bench-city.ts';
import { measureDue } from './due.ts';
import { measureLedger } from './ledger.ts';
import { type ListFigure, measureLists, placesOf } from './lists.ts';
import { measureRanking, type RankingFigure } from './ranking.ts';
import { readerOf } from './readers.ts';
import { measureSolver, type SolverFigure } from './solver.ts';
import { measureThroughput, type ThroughputFigure } from './throughput.ts';

const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '100000' },
    shares: { type: 'string', default: '10,30,100' },
    due: { type: 'string', default: '5000' },
    ledger: { type: 'string', default: '1000000' },
    only: { type: 'string', default: 'solver,cities,due' },
    json: { type: 'boolean', default: false },
  },
});

/** Everything measured on one city. */
type Figures = {
  members: number;
  records: number;
  buildSeconds: number;
  lists: ListFigure[];
  ranking: RankingFigure;
  throughput: ThroughputFigure;
};

/** What is due in one committee, and its ledger. */
type Committee = {
  members: number;
  due: ListFigure[];
  ledger: Awaited<ReturnType<typeof measureLedger>>;
};

const say = (line: string) => process.stderr.write(`${line}\n`);
const members = Number(values.members);
const sizes = values.shares.split(',').map((share) => Math.round((members * Number(share)) / 100));

say(`${cpus().length} processors, load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}`);
const parts = new Set(values.only.split(','));
const solver = parts.has('solver') ? measureSolver() : undefined;
const server = await startThrowaway();
const all: Figures[] = [];
let committee: Committee | undefined;
try {
  if (parts.has('due')) committee = await measureCommittee(Number(values.due), Number(values.ledger));
  for (const size of parts.has('cities') ? sizes : []) {
    say(`building a city of ${size} members…`);
    const city = await buildCity(server, size);
    say(`  ${city.members} members, ${city.records} records in ${city.seconds.toFixed(0)} s`);
    all.push(await measure(city));
    await city.close();
  }
} finally {
  await server.stop();
}
const script = spawnSync(process.execPath, [join(import.meta.dirname, '../scripts/bundle-size.mjs')], {
  encoding: 'utf8',
});
if (values.json)
  process.stdout.write(
    `${JSON.stringify({ solver, committee, cities: all, script: script.stdout.trim() }, null, 2)}\n`,
  );
else
  process.stdout.write(
    `${solver ? solverLine(solver) : ''}\n${committee ? pairs(committee) : ''}\n${all.length > 0 ? report(all) : ''}\n${script.stdout || 'no build: run npm run build for the size of the first page\n'}`,
  );

async function appOf({ database, keys, now }: BenchCity) {
  const { app } = await createApp({
    config,
    database,
    keys,
    now: () => now,
    perMinute: 100_000_000,
    log: () => {},
  });
  return app;
}

async function measureCommittee(size: number, rows: number): Promise<Committee> {
  say(`building a committee of ${size} members…`);
  const city = await buildCity(server, size);
  const app = await appOf(city);
  const due = await measureDue(city, app);
  say(`  filling its ledger with ${rows} problems…`);
  const ledger = await measureLedger(city, app, rows);
  say(`  ${ledger.rows} problems in ${ledger.seconds.toFixed(0)} s`);
  await app.close();
  await city.close();
  return { members: city.members, due, ledger };
}

async function measure(city: BenchCity): Promise<Figures> {
  const app = await appOf(city);
  const { cookie } = await readerOf(city, 'clerk');
  const places = await placesOf(city);
  const lists = await measureLists(city, app, cookie, places);
  const ranking = await measureRanking(city);
  const throughput = await measureThroughput(app, cookie, `/api/v1/records?limit=50&orgId=${places.branch}`);
  await app.close();
  return {
    members: city.members,
    records: city.records,
    buildSeconds: city.seconds,
    lists,
    ranking,
    throughput,
  };
}

function solverLine({ duties, posts, ms }: SolverFigure): string {
  return `solver: ${duties} duties × ${posts} posts in ${ms.toFixed(0)} ms (at most 200)`;
}

function pairs({ members, due, ledger }: Committee): string {
  const line = ({ name, api, bare, ratio }: ListFigure) =>
    `${name.padEnd(42)}${api.toFixed(1).padStart(9)}${bare.toFixed(1).padStart(9)}${`${ratio.toFixed(2)}×`.padStart(12)}`;
  return [
    `what is due, ${members} members: ms whole server / bare SQL = ratio`,
    ...due.map(line),
    `the ledger, ${ledger.rows} problems`,
    ...ledger.figures.map(line),
  ].join('\n');
}

function report(figures: readonly Figures[]): string {
  const ms = (value: number | undefined) => (value === undefined ? '' : value.toFixed(1)).padStart(9);
  const head = figures.map((each) => `${each.members} members`.padStart(30)).join('');
  const lines = [`${'list: ms whole server / bare SQL = ratio'.padEnd(42)}${head}`];
  for (const { name } of figures.at(-1)?.lists ?? []) {
    const cells = figures.map((each) => {
      const found = each.lists.find((list) => list.name === name);
      return found
        ? `${ms(found.api)}${ms(found.bare)}${`${found.ratio.toFixed(2)}×`.padStart(12)}`
        : ''.padStart(30);
    });
    lines.push(`${name.padEnd(42)}${cells.join('')}`);
  }
  const row = (name: string, cell: (each: Figures) => string) =>
    lines.push(`${name.padEnd(42)}${figures.map((each) => cell(each).padStart(30)).join('')}`);
  row('ranking: branches', (each) => String(each.ranking.branches));
  row('  bare SQL, ms', (each) => each.ranking.bare.toFixed(1));
  row('  ranks with uncertainty, ms', (each) => each.ranking.ranks.toFixed(1));
  row('  scores with explanations, ms', (each) => each.ranking.scores.toFixed(0));
  row('signed-in list, requests/s', (each) => each.throughput.list.toFixed(0));
  row('bare route with the same bytes', (each) => each.throughput.bare.toFixed(0));
  row('  ratio', (each) => `${(each.throughput.list / each.throughput.bare).toFixed(2)}×`);
  row(
    '  99th percentile, ms: list / bare',
    (each) => `${each.throughput.listP99.toFixed(0)} / ${each.throughput.bareP99.toFixed(0)}`,
  );
  row('  wrong answers', (each) => String(each.throughput.wrong));
  return lines.join('\n');
}
