import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { call } from '#shell/web/call.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Bar, Note, Panel } from '#shell/web/panel.tsx';
import { openKeyFile, readKeyFile, WrongPassphrase } from '../../ballots/crypto/key-file.ts';
import type { readTrusteeRound } from '../trustees.contract.ts';
import { decryptInBrowser, type Progress, RecountFailed } from './decrypt-in-browser.ts';
import css from './rounds.module.css';

const m = messages({
  zh: {
    title: '参与计票',
    how: '本页先下载全部选票密文，自己重新核对清单、相加，再用您的密钥解开合计。单张票不会被解开。请先与另外两位保管人核对“选票清单指纹”是否一致；不一致就不要继续。',
    file: '密钥文件',
    pass: '口令',
    go: '核对并解密',
    notKey: '这不是密钥文件。请选择生成密钥时保存的 json 文件。',
    otherRound: '这个密钥文件属于另一轮测评或另一个席位。',
    wrong: '口令不对，或密钥文件被改动过。',
    faults: {
      'manifest-changed': '条款与公布的指纹不一致，已停止。请不要解密，并告诉另外两位保管人。',
      'list-changed': '选票清单与公布的指纹不一致，已停止。请不要解密，并告诉另外两位保管人。',
      'ballot-twice': '清单中有重复的选票，已停止。请不要解密，并告诉另外两位保管人。',
      'ballot-missing': '清单中缺少选票密文，已停止。请不要解密，并告诉另外两位保管人。',
      'not-my-key': '本轮条款中没有您的公钥，已停止。请不要解密，并告诉另外两位保管人。',
    },
    stages: {
      loading: '正在下载选票密文',
      counting: '正在相加',
      decrypting: '正在解密合计',
      posting: '正在提交',
    },
  },
  en: {
    title: 'Take part in the tally',
    how: 'This page downloads all encrypted ballots, checks the list again, adds them up itself, and then opens the sums with your key. No single ballot is opened. First compare the fingerprint of the ballots with the other trustees; if it differs, do not go on.',
    file: 'Key file',
    pass: 'Passphrase',
    go: 'Check and decrypt',
    notKey: 'This is not a key file. Choose the json file saved when you made your key.',
    otherRound: 'This key file belongs to another round or another seat.',
    wrong: 'The passphrase is wrong, or the key file was changed.',
    faults: {
      'manifest-changed':
        'The terms do not match their fingerprint. Stopped. Do not decrypt, and tell the other trustees.',
      'list-changed':
        'The list of ballots does not match its fingerprint. Stopped. Do not decrypt, and tell the other trustees.',
      'ballot-twice':
        'A ballot stands twice in the list. Stopped. Do not decrypt, and tell the other trustees.',
      'ballot-missing':
        'An encrypted ballot is missing. Stopped. Do not decrypt, and tell the other trustees.',
      'not-my-key':
        'Your public key is not in the terms of this round. Stopped. Do not decrypt, and tell the other trustees.',
    },
    stages: {
      loading: 'Downloading encrypted ballots',
      counting: 'Adding up',
      decrypting: 'Decrypting the sums',
      posting: 'Submitting',
    },
  },
});

/** After closing: the trustee chooses the key file, enters the passphrase, and the page does the rest. */
export function DecryptPanel({ round }: { round: ResponseOf<typeof readTrusteeRound> }) {
  const t = useMessages(m);
  const id = useId();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [progress, setProgress] = useState<Progress | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);

  async function decrypt(event: FormEvent): Promise<void> {
    event.preventDefault();
    setProblem(null);
    setError(null);
    const key = file ? readKeyFile(await file.text()) : undefined;
    if (!key) return setProblem(t.notKey);
    if (key.round !== round.id || key.seat !== round.seat || key.publicKey !== round.publicKey)
      return setProblem(t.otherRound);
    setProgress({ stage: 'loading', done: 0, of: 1 });
    try {
      const secret = await openKeyFile(key, passphrase);
      await decryptInBrowser(call, round, secret, setProgress);
      await client.invalidateQueries();
    } catch (failed) {
      if (failed instanceof WrongPassphrase) setProblem(t.wrong);
      else if (failed instanceof RecountFailed) setProblem(t.faults[failed.fault]);
      else setError(failed);
    } finally {
      setProgress(null);
    }
  }

  return (
    <Panel title={t.title}>
      <p className="z-quiet">{t.how}</p>
      <form className={css['keyForm']} style={{ marginTop: 16 }} onSubmit={(event) => void decrypt(event)}>
        <Field label={t.file} id={`${id}-file`}>
          <input
            id={`${id}-file`}
            type="file"
            accept="application/json,.json"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        </Field>
        <Field label={t.pass} id={`${id}-pass`}>
          <Input.Password
            id={`${id}-pass`}
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </Field>
        {problem && (
          <div role="alert">
            <Note shade="bad">{problem}</Note>
          </div>
        )}
        {error !== null && <ErrorSentence error={error} />}
        {progress && (
          <Bar
            label={t.stages[progress.stage]}
            text={t.stages[progress.stage]}
            value={progress.done}
            max={progress.of}
          />
        )}
        <Button type="primary" htmlType="submit" loading={progress !== null} disabled={!file || !passphrase}>
          {t.go}
        </Button>
      </form>
    </Panel>
  );
}
