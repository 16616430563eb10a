import { Button } from 'antd';
import { useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { Dialog } from '#shell/web/dialog.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { listMakeUps, makeUpObligation, type ObligationView } from '../obligations.contract.ts';
import css from './obligation-page.module.css';

const m = messages({
  zh: {
    open: '补办',
    title: '用之后的一条记录补办',
    text: '选一条期限之后的同类记录。补办后事项完成，但仍标明逾期；一条记录不能同时算两期。',
    none: '期限之后还没有同类记录。请先照实记录补办的工作，再回到这里。',
    use: '用这一条',
    done: '已补办。',
    close: '关闭',
  },
  en: {
    open: 'Make up',
    title: 'Make up with a later record',
    text: 'Choose a record of the same kind after the period. It is then done, and stays marked as late; one record does not count for two periods.',
    none: 'There is no record of the kind after the period. Record what made up for it, then come back.',
    use: 'Use this one',
    done: 'Made up.',
    close: 'Close',
  },
});

/** Chooses the record that makes up for a missed obligation. */
export function MakeUp({ of }: { of: ObligationView }) {
  const t = useMessages(m);
  const label = useLabel();
  const [open, setOpen] = useState(false);
  const params = { id: of.id };
  const found = useCall(listMakeUps, { params }, { enabled: open });
  const makeUp = useSend(makeUpObligation, {
    onDone: () => {
      notify(t.done);
      setOpen(false);
    },
  });
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t.open}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t.title}
        actions={<Button onClick={() => setOpen(false)}>{t.close}</Button>}
      >
        <p style={{ marginBottom: 12 }}>{t.text}</p>
        {found.error ? (
          <ErrorSentence error={found.error} />
        ) : !found.data ? (
          <Skeleton lines={2} />
        ) : found.data.items.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <ul className={css['records']}>
            {found.data.items.map((record) => (
              <li key={record.id}>
                <span>
                  {record.title}{' '}
                  <span className="z-quiet">{`${label(record.kind)} · ${formatDay(record.occurredOn)}`}</span>
                </span>
                <Button
                  size="small"
                  loading={makeUp.pending}
                  aria-label={`${t.use}：${record.title}`}
                  onClick={() =>
                    void makeUp.send({ params, body: { recordId: record.id }, ifMatch: of.version })
                  }
                >
                  {t.use}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {makeUp.error && <ErrorSentence error={makeUp.error} />}
      </Dialog>
    </>
  );
}
