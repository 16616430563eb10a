import { Button, Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { TextField } from '#shell/web/fields.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { commitmentOf } from '../draw.rules.ts';
import { commitNonce, type RoundView, revealNonce } from '../rounds.contract.ts';
import css from './conduct.module.css';

const m = messages({
  zh: {
    commit: '承诺随机数',
    recommit: '随机数遗失，重新承诺',
    why: '抽取要让谁都做不了主：您先在名册冻结前交出一个随机数的摘要，冻结后再揭示随机数本身。随机数只显示在这里，系统现在不知道它，请抄存。',
    again: '已经承诺过。只有随机数确实遗失时才重新承诺：名册要重新冻结，次数公开。',
    start: '重新承诺',
    nonce: '随机数（请抄存）',
    kept: '我已抄存，抽取时要用',
    reason: '理由',
    send: '交出承诺值',
    done: '已承诺',
    reveal: '揭示随机数并抽取',
    revealText: '名册已冻结。输入抄存的随机数，系统核对承诺值后抽取，只有一次。',
    enter: '抄存的随机数',
    draw: '抽取',
    drawn: '已抽取',
  },
  en: {
    commit: 'Commit to a nonce',
    recommit: 'The nonce was lost: commit anew',
    why: 'Nobody alone can decide the draw: before the roster is frozen you hand in the digest of a nonce, and reveal the nonce afterwards. It is shown here only and the system does not know it yet; write it down.',
    again:
      'There is a commitment already. Commit anew only if the nonce was really lost: the roster has to be frozen again, and how often is shown to all.',
    start: 'Commit anew',
    nonce: 'Nonce (write it down)',
    kept: 'I have written it down; it is needed for the draw',
    reason: 'Why',
    send: 'Hand in the commitment',
    done: 'Committed',
    reveal: 'Reveal the nonce and draw',
    revealText:
      'The roster is frozen. Enter the nonce you wrote down; it is checked against the commitment, and the draw is made, once.',
    enter: 'The nonce you wrote down',
    draw: 'Draw',
    drawn: 'Drawn',
  },
});

/** Twenty-four characters that are not mistaken for one another, in groups of four. */
function freshNonce(): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  const text = [...bytes].map((byte) => letters[byte % letters.length]).join('');
  return (text.match(/.{4}/g) ?? []).join('-');
}

/** The body above commits to a nonce that is made on this machine. */
export function CommitPanel({ round }: { round: RoundView }) {
  const t = useMessages(m);
  const [asked, setAsked] = useState(!round.committed);
  const [nonce] = useState(freshNonce);
  const [kept, setKept] = useState(false);
  const [reason, setReason] = useState('');
  const send = useSend(commitNonce, {
    onDone: () => {
      setAsked(false);
      notify(t.done);
    },
  });
  return (
    <Panel title={round.committed ? t.recommit : t.commit}>
      <div className={css['form']}>
        <p className="z-quiet">{round.committed ? t.again : t.why}</p>
        {!asked ? (
          <div className={css['buttons']}>
            <Button onClick={() => setAsked(true)}>{t.start}</Button>
          </div>
        ) : (
          <>
            <p>
              {t.nonce}
              <output className={css['code']}>{nonce}</output>
            </p>
            {round.committed && (
              <TextField
                label={t.reason}
                problem={fieldError(send.error, 'reason')}
                maxLength={500}
                required
                value={reason}
                onChange={setReason}
              />
            )}
            <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
              {t.kept}
            </Checkbox>
            {send.error && <ErrorSentence error={send.error} compact />}
            <div className={css['buttons']}>
              <Button
                type="primary"
                disabled={!kept}
                loading={send.pending}
                onClick={() =>
                  void send.send({
                    params: { id: round.id },
                    ifMatch: round.version,
                    body: { commitment: commitmentOf(nonce), reason },
                  })
                }
              >
                {t.send}
              </Button>
            </div>
          </>
        )}
      </div>
    </Panel>
  );
}

/** The body above reveals the nonce; the draw follows. */
export function RevealPanel({ round }: { round: RoundView }) {
  const t = useMessages(m);
  const id = useId();
  const [nonce, setNonce] = useState('');
  const send = useSend(revealNonce, { onDone: () => notify(t.drawn) });
  return (
    <Panel title={t.reveal}>
      <div className={css['form']}>
        <p className="z-quiet">{t.revealText}</p>
        <Field label={t.enter} id={id} problem={fieldError(send.error, 'nonce')} required>
          <Input
            id={id}
            autoComplete="off"
            maxLength={200}
            value={nonce}
            onChange={(event) => setNonce(event.target.value)}
          />
        </Field>
        {send.error && <ErrorSentence error={send.error} compact />}
        <div className={css['buttons']}>
          <Button
            type="primary"
            loading={send.pending}
            disabled={nonce.trim() === ''}
            onClick={() =>
              void send.send({ params: { id: round.id }, ifMatch: round.version, body: { nonce } })
            }
          >
            {t.draw}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
