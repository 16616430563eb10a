import { Button } from 'antd';
import { useState } from 'react';
import { exportCheckpoint, verifyAudit } from '#platform/audit/audit.contract.ts';
import { useSend } from '#shell/web/api.ts';
import { saveFile } from '#shell/web/call.ts';
import { ErrorSentence, sentenceOf } from '#shell/web/error-sentence.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Note, Panel } from '#shell/web/panel.tsx';
import css from './audit-page.module.css';

const m = messages({
  zh: {
    title: '审计链',
    lead: '重新计算每一环，核对有没有被改动、删除或调换。能改数据库的人可以把链整个重算，所以请定期下载检查点，保存在本机之外，以后一并核对。',
    verify: '核验审计链',
    withFile: '用以前的检查点核验',
    checkpoint: '下载检查点',
    sound: (n: number) => `共 ${n} 条，环环相扣，没有发现改动。`,
    broken: (seq: number) => `第 ${seq} 条断开：`,
    head: '链尾',
    missing: '缺失或重号。',
    altered: '内容或链上的值被改动。',
    columns: '检索用的列与内容不符。',
    tail: '链尾与记录不符，可能被截断。',
    mismatch: '与检查点不符，链被重写过。',
    call: '请保留现场，停止写入，报告主管部门。',
    notFile: '这个文件不是检查点，请选择以前在此下载的 JSON 文件。',
  },
  en: {
    title: 'The chain',
    lead: 'Recomputes every link and finds what was altered, removed or exchanged. Whoever can change the database could recompute the whole chain: download checkpoints now and then, keep them elsewhere, and verify against them.',
    verify: 'Verify the chain',
    withFile: 'Verify against a checkpoint',
    checkpoint: 'Download a checkpoint',
    sound: (n) => `${n} entries, each linked to the one before; nothing was altered.`,
    broken: (seq) => `Broken at entry ${seq}: `,
    head: 'Head',
    missing: 'missing or out of order.',
    altered: 'its content or its value was altered.',
    columns: 'its columns differ from its content.',
    tail: 'the tail differs from the recorded head; it may have been cut off.',
    mismatch: 'differs from the checkpoint: the chain was rewritten.',
    call: 'Leave everything as it is, stop writing, and report to the authority in charge.',
    notFile: 'This file is no checkpoint. Choose a JSON file that was downloaded here.',
  },
});

/** Verifying the chain, alone or against a checkpoint, and downloading checkpoints. */
export function ChainPanel() {
  const t = useMessages(m);
  const verify = useSend(verifyAudit, { invalidates: [] });
  const [saving, setSaving] = useState(false);
  const [file, setFile] = useState<string | null>(null);
  const reasons = {
    missing: t.missing,
    altered: t.altered,
    columns: t.columns,
    head: t.tail,
    checkpoint: t.mismatch,
  };
  const report = verify.reply;

  async function against(picked: File | undefined): Promise<void> {
    if (!picked) return;
    setFile(null);
    try {
      const parsed: unknown = JSON.parse(await picked.text());
      // A checkpoint file of the command line holds one for each tenant.
      const checkpoint = Array.isArray(parsed) ? parsed[0] : parsed;
      if (typeof checkpoint !== 'object' || checkpoint === null || !('signature' in checkpoint))
        throw new Error('no checkpoint');
      await verify.send({ body: { checkpoint: checkpoint as never } });
    } catch {
      setFile(t.notFile);
    }
  }

  async function save(): Promise<void> {
    setSaving(true);
    await saveFile(exportCheckpoint, {}).catch((error) => notify(sentenceOf(error), 'bad'));
    setSaving(false);
  }

  return (
    <Panel title={t.title}>
      <p className="z-quiet">{t.lead}</p>
      <div className={css['actions']}>
        <Button type="primary" loading={verify.pending} onClick={() => void verify.send({ body: {} })}>
          {t.verify}
        </Button>
        <label className={css['pick']}>
          {t.withFile}
          <input
            type="file"
            accept="application/json,.json"
            className={css['file']}
            onChange={(event) => {
              void against(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </label>
        <Button loading={saving} onClick={() => void save()}>
          {t.checkpoint}
        </Button>
      </div>
      <div aria-live="polite" style={{ marginTop: report || verify.error || file ? 14 : 0 }}>
        {file && <Note shade="warn">{file}</Note>}
        {verify.error && <ErrorSentence error={verify.error} />}
        {!verify.error && report?.firstBad === null && (
          <Note shade="good">
            {t.sound(report.entries)}
            <p className={css['head']}>
              {t.head} <code>{report.head}</code>
            </p>
          </Note>
        )}
        {!verify.error && report?.firstBad && (
          <Note shade="bad">
            <strong>
              {t.broken(report.firstBad.seq)}
              {reasons[report.firstBad.reason]}
            </strong>
            <p>{t.call}</p>
          </Note>
        )}
      </div>
    </Panel>
  );
}
