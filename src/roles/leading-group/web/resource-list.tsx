import { Button, InputNumber } from 'antd';
import { useId, useState } from 'react';
import { usePages, useSend } from '#shell/web/api.ts';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatAmount, formatDay, formatDue, today } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Bar, Panel, StateTag } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { inBrackets, inClauses } from '#shell/web/punctuation.ts';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { answerDelivery, deliverResource, listResources, type ResourceView } from '../resources.contract.ts';
import css from './leading.module.css';
import { deliveryShades, leadingWords, promiseShades } from './leading-words.ts';

const m = messages({
  zh: {
    title: '议定的和到位的',
    more: '再看一些',
    none: '还没有议定的资源',
    noneWhy: '党组会议作出决定时写明给什么、给多少、给谁、何时到位，这里就能看到。',
    to: (who: string, source: string) => `给${who}，来源：${source}`,
    due: (day: string, due: string) => `${day}前到位（${due}）`,
    kept: (day: string) => `${day}前到位`,
    bar: (got: string, all: string, unit: string) => `到位 ${got} / 议定 ${all} ${unit}`,
    claimed: (n: string, unit: string) => `另有 ${n} ${unit}待确认`,
    deliver: '登记交付',
    amount: '数量',
    onDay: '交付日期',
    note: '说明',
    save: '登记',
    yes: '收到了',
    yesAsk: (what: string) => `确认收到${what}？`,
    yesText: '确认后计入到位，不能再改。',
    no: '没有收到',
    why: '情况',
    entered: (who: string) => `${who}登记`,
    answered: (who: string) => `${who}答复`,
    named: (step: string, what: string) => `${step}：${what}`,
  },
  en: {
    title: 'Promised and received',
    more: 'More',
    none: 'Nothing promised yet',
    noneWhy: 'What a session promises, to whom and by when, stands here.',
    to: (who, source) => `For ${who}, from ${source}`,
    due: (day, due) => `By ${day} (${due})`,
    kept: (day) => `By ${day}`,
    bar: (got, all, unit) => `${got} of ${all} ${unit} received`,
    claimed: (n, unit) => `${n} ${unit} to be confirmed`,
    deliver: 'Enter a delivery',
    amount: 'Amount',
    onDay: 'Delivered on',
    note: 'Remark',
    save: 'Enter',
    yes: 'Received',
    yesAsk: (what) => `Confirm that ${what} came?`,
    yesText: 'It then counts as received and cannot be changed.',
    no: 'Not received',
    why: 'What happened',
    entered: (who) => `Entered by ${who}`,
    answered: (who) => `Answered by ${who}`,
    named: (step, what) => `${step}: ${what}`,
  },
});

/** What was promised and what came, of one group, or of all within reach. */
export function ResourceList({ groupId }: { groupId: string | null }) {
  const t = useMessages(m);
  const pages = usePages(listResources, { query: groupId ? { groupId } : {} });
  return (
    <Panel title={t.title}>
      {pages.error ? (
        <ErrorSentence error={pages.error} onRetry={pages.retry} />
      ) : pages.loading ? (
        <Skeleton />
      ) : pages.rows.length === 0 ? (
        <EmptyState title={t.none}>{t.noneWhy}</EmptyState>
      ) : (
        <>
          <ul className={css['list']}>
            {pages.rows.map((row) => (
              <Resource key={row.id} row={row} />
            ))}
          </ul>
          {pages.more && (
            <Button onClick={pages.loadMore} loading={pages.loadingMore}>
              {t.more}
            </Button>
          )}
        </>
      )}
    </Panel>
  );
}

function Resource({ row }: { row: ResourceView }) {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const label = useLabel();
  const [delivering, setDelivering] = useState(false);
  const unit = label(row.unit);
  const waits = row.state === 'late' || row.state === 'coming';
  return (
    <li>
      <span className={css['head']}>
        <strong>{row.what}</strong>
        <span className={css['quiet']}>{label(row.kind.title)}</span>
        <StateTag shade={promiseShades[row.state]}>{words.promises[row.state]}</StateTag>
      </span>
      <span className={`${css['head']} ${css['quiet']}`}>
        <span>{t.to(row.beneficiary.name, row.source)}</span>
        <span className={row.state === 'late' ? css['late'] : undefined}>
          {waits ? t.due(formatDay(row.dueOn), formatDue(row.dueOn)) : t.kept(formatDay(row.dueOn))}
        </span>
      </span>
      <Bar
        value={row.received}
        max={row.amount}
        label={row.what}
        shade={row.state === 'kept' ? 'good' : row.state === 'late' ? 'bad' : 'brand'}
        text={t.bar(formatAmount(row.received), formatAmount(row.amount), unit)}
      />
      {row.claimed > 0 && <span className={css['quiet']}>{t.claimed(formatAmount(row.claimed), unit)}</span>}
      {row.deliveries.length > 0 && (
        <ul className={css['history']}>
          {row.deliveries.map((delivery) => (
            <li key={delivery.id}>
              <span className={css['head']}>
                <span>
                  {formatDay(delivery.onDay)} {formatAmount(delivery.amount)} {unit}
                </span>
                <StateTag shade={deliveryShades[delivery.state]}>{words.deliveries[delivery.state]}</StateTag>
                <span className={css['quiet']}>{t.entered(delivery.enteredBy)}</span>
                {delivery.answeredBy && (
                  <span className={css['quiet']}>{t.answered(delivery.answeredBy)}</span>
                )}
              </span>
              {(delivery.note || delivery.answer) && (
                <span className={css['quiet']}>
                  {inClauses([delivery.note, delivery.answer].filter((each) => each !== null && each !== ''))}
                </span>
              )}
              {delivery.reason === null && <Receipt row={row} deliveryId={delivery.id} />}
            </li>
          ))}
        </ul>
      )}
      {row.mine.deliver && (
        <div className={css['buttons']}>
          <Button size="small" aria-label={t.named(t.deliver, row.what)} onClick={() => setDelivering(true)}>
            {t.deliver}
          </Button>
        </div>
      )}
      {delivering && <DeliverDialog row={row} onClose={() => setDelivering(false)} />}
    </li>
  );
}

function Receipt({ row, deliveryId }: { row: ResourceView; deliveryId: string }) {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const [denying, setDenying] = useState(false);
  const [note, setNote] = useState('');
  const { send, pending, error } = useSend(answerDelivery, { onDone: () => notify(words.done) });
  const answer = (received: boolean) =>
    send({ params: { id: row.id, deliveryId }, ifMatch: row.version, body: { received, note } });
  return (
    <div className={css['buttons']}>
      <ConfirmButton
        main
        label={t.yes}
        name={t.named(t.yes, row.what)}
        title={t.yesAsk(row.what)}
        pending={pending}
        error={error}
        onConfirm={() => answer(true)}
      >
        {t.yesText}
      </ConfirmButton>
      <Button aria-label={t.named(t.no, row.what)} onClick={() => setDenying(true)}>
        {t.no}
      </Button>
      {denying && (
        <FormDialog
          title={t.no}
          pending={pending}
          error={error}
          onConfirm={() => void answer(false).then((done) => done && setDenying(false))}
          onClose={() => setDenying(false)}
        >
          <TextField
            label={t.why}
            problem={fieldError(error, 'note')}
            maxLength={200}
            required
            value={note}
            onChange={setNote}
          />
        </FormDialog>
      )}
    </div>
  );
}

function DeliverDialog({ row, onClose }: { row: ResourceView; onClose: () => void }) {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const label = useLabel();
  const id = useId();
  const left = row.amount - row.received - row.claimed;
  const [amount, setAmount] = useState<number | null>(left);
  const [onDay, setOnDay] = useState(today());
  const [note, setNote] = useState('');
  const { send, pending, error } = useSend(deliverResource, {
    onDone: () => {
      notify(words.done);
      onClose();
    },
  });
  return (
    <FormDialog
      title={t.named(t.deliver, row.what)}
      confirm={t.save}
      pending={pending}
      error={error}
      onConfirm={() =>
        void send({
          params: { id: row.id },
          ifMatch: row.version,
          body: { amount: amount ?? 0, onDay, note },
        })
      }
      onClose={onClose}
    >
      <div className={css['row']}>
        <Field
          label={t.amount + inBrackets(label(row.unit))}
          id={`${id}-amount`}
          problem={fieldError(error, 'amount')}
          required
        >
          <InputNumber
            id={`${id}-amount`}
            className={css['wide']}
            min={0}
            precision={row.decimals}
            value={amount}
            onChange={setAmount}
          />
        </Field>
        <DayField
          label={t.onDay}
          problem={fieldError(error, 'onDay')}
          max={today()}
          required
          value={onDay}
          onChange={setOnDay}
        />
      </div>
      <TextField
        label={t.note}
        problem={fieldError(error, 'note')}
        maxLength={200}
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}
