import { Button } from 'antd';
import { useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { saveFile } from '#shell/web/call.ts';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatInstant } from '#shell/web/format.ts';
import { Icon } from '#shell/web/icons.tsx';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Bar, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { downloadSession, readSession, type SessionView, signSession } from '../sessions.contract.ts';
import { ItemForm } from './item-form.tsx';
import css from './sessions.module.css';
import { SheetTable } from './sheet-table.tsx';

const m = messages({
  zh: {
    back: '每月对账',
    title: (org: string, month: string) =>
      `${org} ${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月对账单`,
    states: { open: '对账中', signed: '已签字' },
    walk: '逐项对账',
    progress: (done: number, all: number) => `${done} / ${all} 项已写意见`,
    none: '没有未解决的问题',
    noneWhy: '台账里没有未解决的问题，可以直接签字。',
    sign: '签字',
    signTitle: '签字形成对账单',
    signWhy: (n: number, closed: number) =>
      `未解决 ${n} 个、本月销号 ${closed} 个。签字后对账单只能查看，内容由下面的校验值锁定，提请专项整顿的同时进入待启动。`,
    signed: '已签字',
    hash: '内容校验值（SM3）',
    sheet: '对账单',
    intact: '校验通过：内容与签字时一致',
    broken: '校验失败：内容与签字时不一致，请立即告诉系统管理员和审计管理员',
    by: (who: string, at: string) => `${who} 于 ${at} 签字`,
    print: '打印',
    save: '下载文档',
  },
  en: {
    back: 'Reconciliation',
    title: (org, month) => `${org}, ${month}`,
    states: { open: 'Under way', signed: 'Signed' },
    walk: 'One by one',
    progress: (done, all) => `${done} of ${all} have a word`,
    none: 'Nothing open',
    noneWhy: 'The ledger has no open problem; the sheet can be signed at once.',
    sign: 'Sign',
    signTitle: 'Sign the sheet',
    signWhy: (n, closed) =>
      `${n} open, ${closed} closed this month. Once signed, the sheet is only read and locked by its digest; drives asked for are proposed.`,
    signed: 'Signed',
    hash: 'Digest of the content (SM3)',
    sheet: 'The sheet',
    intact: 'Checked: as it was when signed',
    broken: 'The content differs from what was signed. Tell the system and audit administrators at once',
    by: (who, at) => `signed by ${who}, ${at}`,
    print: 'Print',
    save: 'Download',
  },
});

/** One month of one branch: walked while it is open, read and printed once it is signed. */
export default function SessionPage() {
  const t = useMessages(m);
  const id = useParam('id');
  const { data, error, refetch } = useCall(readSession, { params: { id } });
  const back = { to: '/ledger/sessions', label: t.back };
  if (error || !data) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  const signed = data.state === 'signed';
  return (
    <PageFrame
      title={t.title(data.orgName, data.month)}
      back={back}
      badge={<StateTag shade={signed ? 'good' : 'warn'}>{t.states[data.state]}</StateTag>}
      actions={signed && <PaperActions id={id} />}
    >
      <div className={css['column']}>
        {data.mayWrite && <Walk session={data} />}
        <Panel title={t.sheet}>
          <SheetTable session={data} />
          {signed && <Signature session={data} />}
        </Panel>
      </div>
    </PageFrame>
  );
}

function PaperActions({ id }: { id: string }) {
  const t = useMessages(m);
  const [failed, setFailed] = useState<unknown>(null);
  return (
    <>
      <Button onClick={() => void saveFile(downloadSession, { params: { id } }).catch(setFailed)}>
        <Icon name="download" size={16} /> {t.save}
      </Button>
      <Button type="primary" onClick={() => print()}>
        <Icon name="print" size={16} /> {t.print}
      </Button>
      {failed !== null && <ErrorSentence error={failed} compact />}
    </>
  );
}

function Walk({ session }: { session: SessionView }) {
  const t = useMessages(m);
  const { send, pending, error } = useSend(signSession, { onDone: () => notify(t.signed) });
  const done = session.list.filter((item) => item.decision !== null).length;
  const all = session.list.length;
  return (
    <div className="z-no-print">
      <Panel
        title={t.walk}
        actions={
          <ConfirmButton
            label={t.sign}
            title={t.signTitle}
            main
            disabled={done < all}
            pending={pending}
            error={error}
            onConfirm={() =>
              send({ params: { id: session.id }, ifMatch: session.version, body: { hash: session.hash } })
            }
          >
            <p>{t.signWhy(all, session.closedList.length)}</p>
            <p className={css['quiet']}>{t.hash}</p>
            <p className={css['hash']}>{session.hash}</p>
          </ConfirmButton>
        }
      >
        {all === 0 ? (
          <EmptyState title={t.none}>{t.noneWhy}</EmptyState>
        ) : (
          <div className={css['items']}>
            <Bar value={done} max={all} label={t.walk} text={t.progress(done, all)} shade="good" />
            {session.list.map((item) => (
              <ItemForm key={item.problemId} session={session} item={item} />
            ))}
          </div>
        )}
      </Panel>
    </div>
  );
}

function Signature({ session }: { session: SessionView }) {
  const t = useMessages(m);
  return (
    <div className={css['signature']}>
      <p>{t.by(session.signedBy ?? '', formatInstant(session.signedAt))}</p>
      <p className={css['quiet']}>{t.hash}</p>
      <p className={css['hash']}>{session.hash}</p>
      <Note shade={session.intact ? 'good' : 'bad'}>{session.intact ? t.intact : t.broken}</Note>
    </div>
  );
}
