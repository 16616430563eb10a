import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { englishFor } from '#shell/web/error-sentence.tsx';
import { formatDay, formatInstant } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { listMySignatures, signList } from '../../frameworks/reviews.contract.ts';
import css from './my-duties-page.module.css';

const m = messages({
  zh: {
    title: '责任清单签字',
    lead: '请先看下面由您负责的事项，再签字。签字只对这一份文本有效，清单修订后改动的部分须重新签。',
    line: (unit: string, edition: number, from: string, n: number) =>
      `${unit} · 第 ${edition} 版，${from}起施行，您负责 ${n} 项`,
    sign: '签字',
    name: (list: string) => `签字：${list}`,
    confirm: (list: string) => `在“${list}”清单上签字？`,
    text: '签字表示您已阅知并承担其中由您负责的事项。签字不能撤回。',
    hash: '文本指纹',
    signed: (at: string) => `${at} 已签`,
    again: '文本有改动，待重签',
    open: '待签字',
    done: '已签字。',
  },
  en: {
    title: 'Signing the duty lists',
    lead: 'Look at what you answer for below, then sign. A signature counts for this text only; a changed list is signed again.',
    line: (unit, edition, from, n) =>
      `${unit} · edition ${edition}, in force since ${from}; ${n} duties are yours`,
    sign: 'Sign',
    name: (list) => `Sign: ${list}`,
    confirm: (list) => `Sign the list: ${list}?`,
    text: 'By signing you say that you have read it and answer for what is yours. It cannot be taken back.',
    hash: 'Fingerprint of the text',
    signed: (at) => `Signed ${at}`,
    again: 'Text changed: to be signed again',
    open: 'To be signed',
    done: 'Signed.',
  },
});

englishFor({
  'frameworks/other-text': 'There is a new edition of the list. Reload, read it, and sign again.',
});

type Item = ResponseOf<typeof listMySignatures>['items'][number];

/** The lists that whoever is signed in has to sign, or has signed. */
export function SignPanel() {
  const t = useMessages(m);
  const { data } = useCall(listMySignatures, {});
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={t.title} flush>
      {data.items.some((item) => item.signedAt === null) && <p className={css['lead']}>{t.lead}</p>}
      <ul className={css['signing']}>
        {data.items.map((item) => (
          <Line key={item.frameworkId + item.subject} item={item} />
        ))}
      </ul>
    </Panel>
  );
}

function Line({ item }: { item: Item }) {
  const t = useMessages(m);
  const label = useLabel();
  const sign = useSend(signList, { onDone: () => notify(t.done) });
  const list = label(item.responsibility);
  return (
    <li>
      <span>
        <strong>{list}</strong>
        <br />
        <span className="z-quiet">
          {t.line(item.unit.name, item.edition, formatDay(item.fromOn), item.duties)}
        </span>
        <br />
        <span className="z-quiet" title={item.hash}>
          {t.hash} <code className={css['hash']}>{item.hash.slice(0, 16)}…</code>
        </span>
      </span>
      {item.signedAt ? (
        <StateTag shade="good">{t.signed(formatInstant(item.signedAt))}</StateTag>
      ) : (
        <span className={css['act']}>
          <StateTag shade="warn">{item.earlier ? t.again : t.open}</StateTag>
          <ConfirmButton
            label={t.sign}
            name={t.name(list)}
            title={t.confirm(list)}
            main
            onConfirm={() =>
              sign.send({
                params: { id: item.frameworkId },
                body: { subject: item.subject, hash: item.hash },
              })
            }
            pending={sign.pending}
            error={sign.error}
          >
            <p>{t.text}</p>
            <p className="z-quiet">
              {t.hash} <code className={css['hash']}>{item.hash}</code>
            </p>
          </ConfirmButton>
        </span>
      )}
    </li>
  );
}
