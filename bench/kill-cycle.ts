// Kills the server in the middle of writes, again and again, and looks for what it lost.
//   node scripts/with-node.mjs bench/kill-cycle.ts [--cycles 20] [--json]
// Every cycle: start, write meetings (record, attendance, decisions, tasks, audit entry in one transaction) and problems
// over HTTP, kill -9 the program, every third time PostgreSQL with all its processes as well, start again. Then every
// acknowledged write must be there once and whole, an unanswered one repeated under its key must exist once, and the
// audit chain must hold.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { attachEmbedded } from '#platform/database/embedded.ts';

const ROOT = resolve(import.meta.dirname, '..');
const MAIN = join(ROOT, 'src/cli/main.ts');
const WRITERS = 4;
const PASSWORD = 'Zelian-demo-2026';

const { values } = parseArgs({
  options: { cycles: { type: 'string', default: '20' }, json: { type: 'boolean' } },
});
const home = mkdtempSync(join(tmpdir(), 'zelian-kill-'));
const dataDir = join(home, 'data');
const env = { ...process.env, ZELIAN_DATA: dataDir, PORT: '0', ZELIAN_DEMO: '1', DATABASE_URL: '' };

type Sent = { kind: 'meeting' | 'problem'; key: string; path: string; body: object; cookie: string };
type Run = { child: ChildProcess; address: string; readyMs: number };

async function zelian(...args: string[]): Promise<{ status: number; stdout: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
  });
  const status = await new Promise<number>((done) => child.once('close', (code) => done(code ?? 128)));
  return { status, stdout };
}

async function startServer(): Promise<Run> {
  const from = performance.now();
  const child = spawn(process.execPath, [MAIN, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise<string>((done, fail) => {
    let text = '';
    child.stdout.on('data', (data: Buffer) => {
      text += data.toString();
      const found = /^Zelian ready (http:\S+)/m.exec(text)?.[1];
      if (found) done(found);
    });
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${text}`)));
  });
  return { child, address, readyMs: performance.now() - from };
}

async function kill(run: Run, withDatabase: boolean): Promise<void> {
  const clusterDir = attachEmbedded(dataDir)?.clusterDir ?? '';
  const pids = withDatabase ? [...serversOf(clusterDir)] : [];
  const gone = new Promise((done) => run.child.once('exit', done));
  for (const pid of pids) tryKill(pid);
  run.child.kill('SIGKILL');
  await gone;
}

function serversOf(clusterDir: string): number[] {
  const pids = execFileSync('ps', ['-eo', 'pid='], { encoding: 'utf8' }).split('\n').map(Number);
  return pids.filter((pid) => {
    try {
      return pid > 1 && readlinkSync(`/proc/${pid}/cwd`) === clusterDir;
    } catch {
      return false;
    }
  });
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Ended meanwhile.
  }
}

const HEADERS = { 'x-zelian': '1', 'content-type': 'application/json' };

async function signIn(address: string, login: string): Promise<{ cookie: string; orgId: string }> {
  const reply = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
  const me = await (await fetch(`${address}/api/v1/session`, { headers: { cookie } })).json();
  return { cookie, orgId: me.grants.find((grant: { orgId: string | null }) => grant.orgId !== null).orgId };
}

async function send(address: string, sent: Sent): Promise<number | undefined> {
  try {
    const reply = await fetch(`${address}/api/v1${sent.path}`, {
      method: 'POST',
      headers: { ...HEADERS, cookie: sent.cookie, 'idempotency-key': sent.key },
      body: JSON.stringify(sent.body),
    });
    // Acknowledged when the whole answer is here.
    await reply.text();
    return reply.status;
  } catch {
    return undefined;
  }
}

type Branch = { cookie: string; orgId: string; roster: string[] };

async function branchOf(address: string): Promise<Branch> {
  const { cookie, orgId } = await signIn(address, 'secretary');
  const form = await fetch(`${address}/api/v1/organisations/${orgId}/meeting-form`, { headers: { cookie } });
  const { roster } = (await form.json()) as { roster: { personId: string }[] };
  return { cookie, orgId, roster: roster.map((row) => row.personId) };
}

const day = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);

function meetingOf(branch: Branch, key: string): Sent {
  const [first = ''] = branch.roster;
  const tasks = [1, 2].map((n) => ({
    title: `${key} ${n}`,
    ownerId: branch.roster[n] ?? first,
    dueOn: day(20),
  }));
  const body = {
    kinds: ['theme-day'],
    occurredOn: day(-1),
    minutes: 60,
    chairId: first,
    attendance: branch.roster.map((personId) => ({ personId, presence: 'present' })),
    topics: [{ text: key, speakerIds: [first] }],
    decisions: [{ text: key, tasks }, { text: `${key} 2` }],
    outcome: key,
    another: true,
  };
  return {
    kind: 'meeting',
    key,
    path: `/organisations/${branch.orgId}/meetings`,
    body,
    cookie: branch.cookie,
  };
}

function problemOf(branch: Branch, key: string): Sent {
  const ownerId = branch.roster[1];
  const body = { orgId: branch.orgId, title: key, source: 'masses', ownerId, dueOn: day(10) };
  return { kind: 'problem', key, path: '/problems', body, cookie: branch.cookie };
}

type Book = { acknowledged: Sent[]; unanswered: Sent[]; refused: Map<number, number> };

/** Writes until `signal` says stop; what got no answer is kept to be repeated. */
async function write(address: string, branch: Branch, book: Book, signal: { stop: boolean }): Promise<void> {
  for (let n = 0; !signal.stop; n++) {
    const sent = n % 3 === 2 ? problemOf(branch, randomUUID()) : meetingOf(branch, randomUUID());
    const status = await send(address, sent);
    if (status === 201) book.acknowledged.push(sent);
    else if (status === undefined) book.unanswered.push(sent);
    else {
      book.refused.set(status, (book.refused.get(status) ?? 0) + 1);
      await sleep(50);
    }
  }
}

type Counts = { times: number; decisions: number; tasks: number; people: number; events: number };

/** How often each key is stored, and how much of it. */
async function stored(): Promise<{ meetings: Map<string, Counts>; problems: Map<string, Counts> }> {
  const client = new pg.Client({ connectionString: attachEmbedded(dataDir)?.ownerUrl });
  await client.connect();
  try {
    const meetings = await client.query<{ key: string } & Counts>(`
      select outcome as key, count(*)::int as times,
        sum((select count(*) from record_decision d where d.tenant_id = r.tenant_id and d.record_id = r.id))::int as decisions,
        sum((select count(*) from task t where t.tenant_id = r.tenant_id and t.record_id = r.id))::int as tasks,
        sum((select count(*) from record_person p where p.tenant_id = r.tenant_id and p.record_id = r.id and p.part = 'present'))::int as people,
        sum((select count(*) from audit_entry a where a.tenant_id = r.tenant_id and a.object_id = r.id))::int as events
      from record r where outcome ~ '^[0-9a-f-]{36}$' group by outcome`);
    const problems = await client.query<{ key: string } & Counts>(`
      select title as key, count(*)::int as times, 0 as decisions, 0 as tasks, 0 as people,
        sum((select count(*) from problem_event e where e.tenant_id = p.tenant_id and e.problem_id = p.id))::int as events
      from problem p where title ~ '^[0-9a-f-]{36}$' group by title`);
    return {
      meetings: new Map(meetings.rows.map((row) => [row.key, row])),
      problems: new Map(problems.rows.map((row) => [row.key, row])),
    };
  } finally {
    await client.end();
  }
}

const total = { acknowledged: 0, repeated: 0, lost: 0, half: 0, twice: 0, brokenChains: 0, orphans: 0 };
const restarts: number[] = [];

async function examine(sent: readonly Sent[], people: number): Promise<void> {
  const { meetings, problems } = await stored();
  for (const each of sent) {
    const found = (each.kind === 'meeting' ? meetings : problems).get(each.key);
    if (!found) total.lost += 1;
    else if (found.times > 1) total.twice += 1;
  }
  for (const row of meetings.values()) {
    const whole = row.decisions === 2 && row.tasks === 2 && row.people === people && row.events > 0;
    if (row.times === 1 && !whole) total.half += 1;
  }
  for (const row of problems.values()) if (row.times === 1 && row.events === 0) total.half += 1;
}

async function cycle(number: number, everything: Sent[]): Promise<void> {
  const first = await startServer();
  if (number > 1) restarts.push(first.readyMs);
  const branch = await branchOf(first.address);
  const book: Book = { acknowledged: [], unanswered: [], refused: new Map() };
  const signal = { stop: false };
  const writers = Array.from({ length: WRITERS }, () => write(first.address, branch, book, signal));
  // Not before it is in full swing, whatever else the machine does; then at any moment.
  for (let waited = 0; book.acknowledged.length < 10 && waited < 30_000; waited += 20) await sleep(20);
  await sleep(randomInt(0, 600));
  // No new requests; those under way are cut in the middle.
  signal.stop = true;
  await kill(first, number % 3 === 0);
  await Promise.all(writers);

  const second = await startServer();
  restarts.push(second.readyMs);
  const servers = serversOf(attachEmbedded(dataDir)?.clusterDir ?? '');
  const masters = servers.filter((pid) =>
    execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).includes(' -D '),
  );
  if (masters.length > 1) total.orphans += masters.length - 1;
  const again = await branchOf(second.address);
  for (const sent of book.unanswered) {
    const status = await send(second.address, { ...sent, cookie: again.cookie });
    if (status === 201) everything.push(sent);
    else book.refused.set(status ?? 0, (book.refused.get(status ?? 0) ?? 0) + 1);
  }
  everything.push(...book.acknowledged);
  total.acknowledged += book.acknowledged.length;
  total.repeated += book.unanswered.length;
  await examine(everything, again.roster.length);
  if ((await zelian('verify', '--json')).status !== 0) total.brokenChains += 1;
  await kill(second, false);
  const refused = [...book.refused].map(([status, count]) => `${status}×${count}`).join(' ');
  process.stderr.write(
    `cycle ${number}: ${book.acknowledged.length} acknowledged, ${book.unanswered.length} unanswered${refused && `, refused ${refused}`}, ready again after ${Math.round(second.readyMs)} ms\n`,
  );
}

const cycles = Number(values.cycles);
try {
  const built = await zelian('demo', '--members', '300');
  if (built.status !== 0) throw new Error('the demo city was not built');
  const everything: Sent[] = [];
  for (let number = 1; number <= cycles; number++) await cycle(number, everything);
} finally {
  await zelian('verify', '--json');
  rmSync(home, { recursive: true, force: true });
}
restarts.sort((a, b) => a - b);
const report = {
  cycles,
  ...total,
  readyMedianMs: Math.round(restarts[Math.floor(restarts.length / 2)] ?? 0),
  readyMaxMs: Math.round(restarts.at(-1) ?? 0),
};
const sound =
  total.lost + total.half + total.twice + total.brokenChains + total.orphans === 0 && total.acknowledged > 0;
process.stdout.write(
  values.json
    ? `${JSON.stringify(report)}\n`
    : `${Object.entries(report)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n')}\n`,
);
process.exitCode = sound ? 0 : 1;
