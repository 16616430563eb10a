import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Note, Panel } from '#shell/web/panel.tsx';
import { canWrapKeys, PASSPHRASE_LENGTH, wrapSecret } from '../../ballots/crypto/key-file.ts';
import { makeTrusteeKey } from '../../ballots/crypto/trustee-keys.ts';
import { postTrusteeKey, type readTrusteeRound } from '../trustees.contract.ts';
import css from './rounds.module.css';
import { saveText } from './save-text.ts';

const m = messages({
  zh: {
    title: '生成我的密钥',
    again: '重新生成密钥（旧密钥作废）',
    how: '密钥在本机浏览器里生成。用口令加密后存成文件由您保管，服务器只得到公钥。文件或口令丢失后无法找回；另外两位保管人仍可计票。',
    pass: '口令',
    passHint: (n: number) => `至少 ${n} 个字符，一句话最好。只有您知道，系统不保存。`,
    repeat: '再次输入口令',
    differ: '两次输入的口令不一致。',
    make: '生成密钥、保存文件并提交公钥',
    insecure: '浏览器在不加密的网页上不提供加密功能。请用 https 地址或在服务器本机打开本页。',
  },
  en: {
    title: 'Make my key',
    again: 'Make a new key (the old one becomes void)',
    how: 'The key is made in this browser, encrypted with a passphrase and saved as a file that you keep; the server gets the public key only. A lost file or passphrase cannot be recovered; the other two trustees can still tally.',
    pass: 'Passphrase',
    passHint: (n) =>
      `At least ${n} characters; a sentence is best. Only you know it; the system does not keep it.`,
    repeat: 'Passphrase again',
    differ: 'The two passphrases are not the same.',
    make: 'Make the key, save the file, post the public key',
    insecure:
      'Browsers offer no encryption on pages without https. Open this page by its https address, or on the server itself.',
  },
});

/** One step: make a key pair, wrap the private key into a file, post the public key. */
export function MakeKeyPanel({ round }: { round: ResponseOf<typeof readTrusteeRound> }) {
  const t = useMessages(m);
  const id = useId();
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [differ, setDiffer] = useState(false);
  const [working, setWorking] = useState(false);
  const [asked, setAsked] = useState(false);
  const post = useSend(postTrusteeKey, { onDone: () => setAsked(false) });
  const long = [...passphrase].length >= PASSPHRASE_LENGTH;

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault();
    setDiffer(passphrase !== repeated);
    if (passphrase !== repeated || !long) return;
    setWorking(true);
    const { key, secret } = makeTrusteeKey(round.id, round.seat);
    const file = await wrapSecret(round.id, secret, passphrase);
    // the file first: a posted key without its file could never be used
    saveText(`zelian-key-${round.id.slice(0, 8)}-seat-${round.seat}.json`, JSON.stringify(file, null, 2));
    const { publicKey, proof } = key;
    if (await post.send({ params: { id: round.id }, body: { publicKey, proof } })) {
      setPassphrase('');
      setRepeated('');
    }
    setWorking(false);
  }

  if (round.publicKey && !asked) {
    return (
      <div>
        <Button onClick={() => setAsked(true)}>{t.again}</Button>
      </div>
    );
  }
  return (
    <Panel title={round.publicKey ? t.again : t.title}>
      <p className="z-quiet">{t.how}</p>
      {canWrapKeys() ? (
        <form className={css['keyForm']} style={{ marginTop: 16 }} onSubmit={(event) => void make(event)}>
          <Field label={t.pass} id={`${id}-pass`} hint={t.passHint(PASSPHRASE_LENGTH)}>
            <Input.Password
              id={`${id}-pass`}
              autoComplete="new-password"
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
            />
          </Field>
          <Field label={t.repeat} id={`${id}-again`} problem={differ ? t.differ : undefined}>
            <Input.Password
              id={`${id}-again`}
              autoComplete="new-password"
              value={repeated}
              onChange={(event) => setRepeated(event.target.value)}
            />
          </Field>
          {post.error && <ErrorSentence error={post.error} />}
          <Button
            type="primary"
            htmlType="submit"
            loading={working || post.pending}
            disabled={!long || !repeated}
          >
            {t.make}
          </Button>
        </form>
      ) : (
        <Note shade="bad">{t.insecure}</Note>
      )}
    </Panel>
  );
}
