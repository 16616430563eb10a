import { useCall } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readTrusteeRound } from '../trustees.contract.ts';
import { DecryptPanel } from './decrypt-panel.tsx';
import { MakeKeyPanel } from './make-key-panel.tsx';
import { roundWords, stateShades } from './round-words.ts';
import css from './rounds.module.css';

const m = messages({
  zh: {
    back: '密钥保管',
    holder: '组织者',
    seat: '我的席位',
    closes: '截止日期',
    mine: '我的公钥',
    terms: '条款指纹',
    board: '选票清单指纹',
    others: '三位保管人',
    keyed: '公钥已交',
    keyless: '等待公钥',
    decrypted: '已解密',
    waitOpen:
      '您的公钥已提交，密钥文件在本机的下载文件夹。请把文件另存到安全的地方，记住口令，截止后用它们参与计票。',
    openNow: '评议进行中。截止后请回到本页参与计票。',
    done: '您的部分已完成。两位保管人完成后自动计票。',
    tallied: '本轮已计票。密钥文件可在异议期满后销毁。',
  },
  en: {
    back: 'Keys in my care',
    holder: 'Held by',
    seat: 'My seat',
    closes: 'Closing day',
    mine: 'My public key',
    terms: 'Fingerprint of the terms',
    board: 'Fingerprint of the ballots',
    others: 'The three trustees',
    keyed: 'Key posted',
    keyless: 'Waiting for key',
    decrypted: 'Decrypted',
    waitOpen:
      'Your public key is posted; the key file is in your downloads. Keep the file in a safe place and remember the passphrase: you need both for the tally after closing.',
    openNow: 'The round is open. Come back here after closing to take part in the tally.',
    done: 'Your part is complete. The tally follows when two trustees are.',
    tallied: 'The round is tallied. You may destroy the key file when objections are over.',
  },
});

/** A trustee's page of one round: make the key; later, recount and decrypt. */
export default function TrusteeRoundPage() {
  const t = useMessages(m);
  const words = useMessages(roundWords);
  const id = useParam('id');
  const { data: round, error, refetch } = useCall(readTrusteeRound, { params: { id } });
  return (
    <PageFrame
      title={round?.title ?? words.loading}
      badge={round && <StateTag shade={stateShades[round.state]}>{words.states[round.state]}</StateTag>}
      back={{ to: '/trustee', label: t.back }}
      narrow
    >
      {error && <ErrorSentence error={error} onRetry={() => void refetch()} />}
      {!round && !error && <Skeleton />}
      {round && (
        <>
          {round.state === 'keys' && round.publicKey && <Note shade="good">{t.waitOpen}</Note>}
          {round.state === 'open' && <Note>{t.openNow}</Note>}
          {round.state === 'closed' && round.decryptedOn && <Note shade="good">{t.done}</Note>}
          {round.state === 'tallied' && <Note shade="good">{t.tallied}</Note>}
          {round.state === 'keys' && <MakeKeyPanel round={round} />}
          {round.state === 'closed' && !round.decryptedOn && <DecryptPanel round={round} />}
          <Panel>
            <Facts
              items={[
                { label: t.holder, value: round.orgName },
                { label: t.seat, value: round.trustees.find((one) => one.seat === round.seat)?.title },
                { label: t.closes, value: formatDay(round.closesOn) },
                round.publicKey
                  ? {
                      label: t.mine,
                      value: <span className={css['hash']}>{round.publicKey}</span>,
                      wide: true,
                    }
                  : null,
                round.manifestHash
                  ? {
                      label: t.terms,
                      value: <span className={css['hash']}>{round.manifestHash}</span>,
                      wide: true,
                    }
                  : null,
                round.boardHash
                  ? {
                      label: t.board,
                      value: <span className={css['hash']}>{round.boardHash}</span>,
                      wide: true,
                    }
                  : null,
              ]}
            />
          </Panel>
          <Panel title={t.others} flush>
            <ul className={css['rows']}>
              {round.trustees.map((trustee) => (
                <li key={trustee.seat}>
                  <span>
                    <strong>{trustee.title}</strong> {trustee.name}
                  </span>
                  <StateTag shade={trustee.hasDecrypted || trustee.hasKey ? 'good' : 'warn'}>
                    {trustee.hasDecrypted ? t.decrypted : trustee.hasKey ? t.keyed : t.keyless}
                  </StateTag>
                </li>
              ))}
            </ul>
          </Panel>
        </>
      )}
    </PageFrame>
  );
}
