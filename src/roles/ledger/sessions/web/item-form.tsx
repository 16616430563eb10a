import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { DayField, TextAreaField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { formatDay, formatDue, today } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { StateTag } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { ledgerWords, stateShades } from '../../web/ledger-words.ts';
import { decideSessionItem, type SessionItem, type SessionView } from '../sessions.contract.ts';
import type { SessionDecision } from '../sessions.rules.ts';
import css from './sessions.module.css';

const m = messages({
  zh: {
    owner: (who: string) => `责任人 ${who}`,
    due: (day: string) => `时限 ${day}`,
    decision: '对账意见',
    note: '说明：做了什么、卡在哪里、下一步',
    dueOn: '新的时限',
    save: '写下意见',
    change: '修改意见',
    saved: '已写下',
  },
  en: {
    owner: (who) => `owner ${who}`,
    due: (day) => `due ${day}`,
    decision: 'Decision',
    note: 'What was done, where it is stuck, what comes next',
    dueOn: 'New date',
    save: 'Write it down',
    change: 'Change it',
    saved: 'Written',
  },
});

type Props = { session: SessionView; item: SessionItem };

/** One problem of a session: what stands, and the word on it. Said once, it can be changed until the sheet is signed. */
export function ItemForm({ session, item }: Props) {
  const t = useMessages(m);
  const words = useMessages(ledgerWords);
  const pick = useLabel();
  const [open, setOpen] = useState(item.decision === null);
  const said = session.decisions.find((each) => each.id === item.decision);
  return (
    <article className={css['item']}>
      <header>
        <h3>
          <AppLink to={`/ledger/${item.problemId}`}>{item.title}</AppLink>
        </h3>
        <StateTag shade={stateShades[item.state]}>{words.states[item.state]}</StateTag>
        <span className={css['quiet']}>
          {t.owner(item.ownerName)} · {t.due(formatDay(item.dueOn))}{' '}
          <span className={item.firstLateOn ? css['late'] : undefined}>{formatDue(item.dueOn)}</span>
        </span>
      </header>
      {item.measures && <p className={css['quiet']}>{item.measures}</p>}
      {said && !open ? (
        <>
          <p className={css['said']}>
            {pick(said.title)}
            {'：'}
            {item.note}
          </p>
          <div>
            <Button size="small" onClick={() => setOpen(true)}>
              {t.change}
            </Button>
          </div>
        </>
      ) : (
        <Deciding session={session} item={item} onDone={() => setOpen(false)} />
      )}
    </article>
  );
}

function Deciding({ session, item, onDone }: Props & { onDone: () => void }) {
  const t = useMessages(m);
  const pick = useLabel();
  const [decision, setDecision] = useState<SessionDecision>(
    item.decision ?? session.decisions[0]?.id ?? 'continue',
  );
  const [note, setNote] = useState(item.note);
  const [dueOn, setDueOn] = useState(item.decision === 'postpone' ? item.dueOn : '');
  const { send, pending, error } = useSend(decideSessionItem, {
    onDone: () => {
      notify(t.saved);
      onDone();
    },
  });
  const dated = session.decisions.find((each) => each.id === decision)?.dated ?? false;
  function save() {
    void send({
      params: { id: session.id, problemId: item.problemId },
      ifMatch: session.version,
      body: { decision, note, ...(dated && dueOn ? { dueOn } : {}) },
    });
  }
  return (
    <Form wide onSubmit={save} submit={t.save} pending={pending} error={error}>
      <SelectField<SessionDecision>
        label={t.decision}
        required
        value={decision}
        onChange={setDecision}
        options={session.decisions.map((each) => ({ value: each.id, label: pick(each.title) }))}
      />
      {dated && (
        <DayField
          label={t.dueOn}
          problem={fieldError(error, 'dueOn')}
          min={today()}
          required
          value={dueOn}
          onChange={setDueOn}
        />
      )}
      <TextAreaField
        label={t.note}
        problem={fieldError(error, 'note')}
        rows={2}
        maxLength={300}
        required
        value={note}
        onChange={setNote}
      />
    </Form>
  );
}
