import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type PublicationReport, verifyPublications } from '#oversight/results/verify-publications.ts';
import { type ChainReport, verifyChain } from '#platform/audit/chain.ts';
import {
  type Checkpoint,
  checkpointSchema,
  isSignedCheckpoint,
  makeCheckpoint,
} from '#platform/audit/checkpoint.ts';
import { StartRefusal } from '#platform/database/start-refusal.ts';
import { type Command, textOption } from './command.ts';
import { openServices, tenantsOf } from './running.ts';

/** Why a link does not hold, in words. */
const REASONS: Record<NonNullable<ChainReport['firstBad']>['reason'], string> = {
  missing: '缺失或重号 · missing or out of order',
  altered: '内容或哈希被改动 · its content or hash was altered',
  columns: '检索列与内容不符 · its columns differ from its content',
  head: '链尾与记录不符，可能被截断 · the tail differs from the recorded head: perhaps cut off',
  checkpoint:
    '与导出的检查点不符，链被重写过 · differs from the exported checkpoint: the chain was rewritten',
};

export const verify: Command = {
  usage: '[--checkpoint FILE] [--export FILE]',
  about: `重新计算每个租户的审计链，指出第一个断开的环节；再逐一核对已公布的结果与校验码、审计链、得分和得分说明。仅凭数据库无法发现"从某处起全部重算"的篡改，因此请定期用 --export 把
检查点保存到本机之外，以后用 --checkpoint 核对。断链时退出码为 1。
Recomputes every tenant's audit chain and names the first broken link, then checks every published result against its digest, the chain and its scores. A chain that was wholly recomputed can only be found
with a checkpoint that left this machine earlier: export one now and then, and verify against it.`,
  options: {
    checkpoint: {
      type: 'string',
      value: 'FILE',
      help: '与以前导出的检查点核对 · compare with an exported checkpoint',
    },
    export: { type: 'string', value: 'FILE', help: '核验后导出检查点 · export a checkpoint afterwards' },
  },
  async run(call) {
    const given = textOption(call, 'checkpoint');
    const earlier = given === undefined ? [] : readCheckpoints(given);
    const exportTo = textOption(call, 'export');
    const running = await openServices(call);
    try {
      const { database, keys } = running.services;
      const foreign = earlier.find((each) => each.publicKey !== keys.publicKey);
      if (foreign) throw badCheckpoint('不是本系统的密钥签发的', 'it was not signed by this installation');
      const tenants = await tenantsOf(running.services);
      const unmatched = earlier.find((each) => !tenants.some((tenant) => tenant.id === each.tenantId));
      if (unmatched) throw badCheckpoint('其租户不在此数据库中', 'its tenant is not in this database');
      const chains = [];
      const publications = [];
      for (const tenant of tenants) {
        const checkpoint = earlier.find((each) => each.tenantId === tenant.id);
        const report = await database.read(tenant.id, (tx) => verifyChain(tx, tenant.id, checkpoint));
        chains.push({ tenantId: tenant.id, name: tenant.name, ...report });
        const published = await database.read(tenant.id, (tx) => verifyPublications(tx, tenant.id));
        publications.push({ tenantId: tenant.id, name: tenant.name, ...published });
      }
      const unbroken = chains.every((chain) => chain.firstBad === null);
      const sound = unbroken && publications.every((each) => each.faults.length === 0);
      if (exportTo !== undefined && unbroken) {
        const now = new Date();
        const made = chains.map((chain) =>
          makeCheckpoint(keys, { tenantId: chain.tenantId, seq: chain.entries, hash: chain.head }, now),
        );
        writeFileSync(resolve(exportTo), `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
      }
      const lines = [...chains.map(describe), ...publications.flatMap(describePublications)];
      call.report({ sound, chains, publications }, lines.join('\n') || '没有租户 No tenant');
      return sound ? 0 : 1;
    } finally {
      await running.close();
    }
  },
};

function describe(chain: ChainReport & { name: string }): string {
  if (chain.firstBad === null) {
    return `${chain.name}：${chain.entries} 条，完整。${chain.entries} entries, sound. ${chain.head}`;
  }
  const { seq, reason } = chain.firstBad;
  return `${chain.name}：第 ${seq} 条断开 · broken at entry ${seq}：${REASONS[reason]}`;
}

/** Why a publication no longer agrees, in words. */
const FAULTS: Record<PublicationReport['faults'][number]['reason'], string> = {
  'text-altered': '公布的内容被改动 · its text was altered',
  'hash-not-in-chain': '校验码与审计链不符 · its digest is not the one in the audit chain',
  missing: '公布的内容被删除 · it was deleted',
  'score-altered': '得分与公布时不同 · a score differs from what was published',
  'explanation-altered': '得分说明被改动 · the explanation of a score was altered',
  'score-not-recomputable': '得分不能由说明复算 · a score does not follow from its explanation',
};

function describePublications(report: PublicationReport & { name: string }): string[] {
  if (report.faults.length === 0) {
    const { name, publications, scores } = report;
    return [
      `${name}：已公布 ${publications} 次、${scores} 个得分，一致。${publications} publications, ${scores} scores, sound.`,
    ];
  }
  return report.faults.map(({ publicationId, title, organisation, reason }) => {
    const where = [title && `《${title}》`, organisation, publicationId].filter(Boolean).join(' ');
    return `${report.name}：${where}：${FAULTS[reason]}`;
  });
}

function readCheckpoints(file: string): Checkpoint[] {
  const path = resolve(file);
  if (!existsSync(path)) throw badCheckpoint(`文件 ${path} 不存在`, 'there is no such file');
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw badCheckpoint('不是 JSON', 'it is not JSON');
  }
  const parsed = checkpointSchema
    .array()
    .min(1)
    .safeParse(Array.isArray(value) ? value : [value]);
  if (!parsed.success) throw badCheckpoint('格式不对', 'its form is wrong');
  if (!parsed.data.every(isSignedCheckpoint))
    throw badCheckpoint('签名不符，文件被改动过', 'its signature does not hold');
  return parsed.data;
}

function badCheckpoint(chinese: string, english: string): StartRefusal {
  return new StartRefusal(
    'verify/bad-checkpoint',
    `检查点不能使用：${chinese}。`,
    `The checkpoint cannot be used: ${english}.`,
  );
}
