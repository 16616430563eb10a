import { Button, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { TextAreaField, TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { ReasonDialog } from '#shell/web/reason-dialog.tsx';
import {
  answerDispute,
  type DisputeView,
  type PartyView,
  ruleDispute,
  withdrawDispute,
} from '../disputes.contract.ts';
import { type Claim, claims, STATEMENT_LENGTH } from '../disputes.rules.ts';
import { disputeWords } from './dispute-words.ts';
import css from './disputes.module.css';
import { PrecedentList } from './precedent-list.tsx';

const m = messages({
  zh: {
    done: '已保存',
    answer: (who: string) => `${who} 的陈述`,
    claim: '我方意见',
    statement: '理由',
    statementHint: `不超过 ${STATEMENT_LENGTH} 字，裁定前可以修改`,
    send: '提交陈述',
    rule: '裁定',
    whose: '归哪一方',
    why: '裁定理由',
    whyHint: '写清楚为什么、今后同样的事怎么办；它会成为先例',
    wording: '把责任项改写清楚（可不改）',
    now: (text: string) => `现在的表述：${text}`,
    add: '清单里没有写，补进清单的下一版（裁定理由作为责任内容）',
    forAll: '同类组织都照此办',
    forOne: '（不勾选则只对归属方生效，其他组织的责任不变）',
    newTitle: '责任项名称',
    newStandard: '标准',
    newResult: '结果',
    cite: '照此裁定',
    citing: (title: string) => `参照先例：${title}`,
    precedents: '相似先例',
    withdraw: '撤回',
    withdrawWhy: '商定的结果',
  },
  en: {
    done: 'Saved',
    answer: (who) => `Statement of ${who}`,
    claim: 'Our view',
    statement: 'Reasons',
    statementHint: `At most ${STATEMENT_LENGTH} letters; can be changed until it is ruled`,
    send: 'Send',
    rule: 'Rule it',
    whose: 'Whose is it',
    why: 'Reasons',
    whyHint: 'Why, and what holds for the like: it becomes a precedent',
    wording: 'Clearer wording of the duty (optional)',
    now: (text) => `Now: ${text}`,
    add: 'Not in the list: add it to the next edition (with the ruling as its text)',
    forAll: 'It binds every body of the kind',
    forOne: ' (else only the one it is ruled to be; nothing changes for the others)',
    newTitle: 'Duty',
    newStandard: 'Standard',
    newResult: 'Result',
    cite: 'Rule likewise',
    citing: (title) => `After: ${title}`,
    precedents: 'Precedents',
    withdraw: 'Take back',
    withdrawWhy: 'What was agreed',
  },
});

/** What a party says. */
export function AnswerDialog(props: { dispute: DisputeView; side: PartyView; onClose: () => void }) {
  const { dispute, side, onClose } = props;
  const t = useMessages(m);
  const words = useMessages(disputeWords);
  const ids = { claim: useId(), statement: useId() };
  const [claim, setClaim] = useState<Claim>(side.claim ?? 'theirs');
  const [statement, setStatement] = useState(side.statement);
  const { send, pending, error } = useSend(answerDispute, {
    fields: { statement: t.statement },
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  return (
    <FormDialog
      width={620}
      title={t.answer(side.org.name)}
      confirm={t.send}
      pending={pending}
      error={error}
      onClose={onClose}
      onConfirm={() =>
        void send({
          params: { id: dispute.id },
          ifMatch: dispute.version,
          body: { partyId: side.id, claim, statement },
        })
      }
    >
      <Field label={t.claim} id={ids.claim} required>
        <Radio.Group
          id={ids.claim}
          aria-label={t.claim}
          value={claim}
          onChange={(event) => setClaim(event.target.value as Claim)}
          options={claims.map((value) => ({ value, label: words.claims[value] }))}
        />
      </Field>
      <Field
        label={t.statement}
        id={ids.statement}
        hint={t.statementHint}
        problem={fieldError(error, 'statement')}
        required
      >
        <Input.TextArea
          id={ids.statement}
          rows={5}
          showCount
          maxLength={STATEMENT_LENGTH}
          value={statement}
          onChange={(event) => setStatement(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}

/** The ruling: whose it is, why, and what it changes in the duty list. */
export function RuleDialog({ dispute, onClose }: { dispute: DisputeView; onClose: () => void }) {
  const t = useMessages(m);
  const ids = { whose: useId(), add: useId(), forAll: useId() };
  const [partyId, setPartyId] = useState(dispute.provisional?.partyId ?? '');
  const [ruling, setRuling] = useState('');
  const [wording, setWording] = useState('');
  const [add, setAdd] = useState(false);
  const [forAll, setForAll] = useState(false);
  const [duty, setDuty] = useState({ title: dispute.title, standard: '', result: '' });
  const [precedentId, setPrecedent] = useState<string | null>(null);
  const { send, pending, error } = useSend(ruleDispute, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  const cited = dispute.precedents.find((each) => each.id === precedentId);
  return (
    <FormDialog
      width={620}
      title={t.rule}
      confirm={t.rule}
      pending={pending}
      error={error}
      onClose={onClose}
      onConfirm={() =>
        void send({
          params: { id: dispute.id },
          ifMatch: dispute.version,
          body: { partyId, ruling, wording, newDuty: add ? duty : null, forAll, precedentId },
        })
      }
    >
      <Field label={t.whose} id={ids.whose} problem={fieldError(error, 'partyId')} required>
        <Radio.Group
          id={ids.whose}
          aria-label={t.whose}
          value={partyId}
          onChange={(event) => setPartyId(event.target.value as string)}
          options={dispute.sides.map((side) => ({
            value: side.id,
            label: [side.org.name, side.person?.name].filter(Boolean).join(' '),
          }))}
        />
      </Field>
      <TextAreaField
        label={t.why}
        hint={t.whyHint}
        problem={fieldError(error, 'ruling')}
        rows={4}
        maxLength={400}
        required
        value={ruling}
        onChange={setRuling}
      />
      {cited && <p className={css['quiet']}>{t.citing(cited.title)}</p>}
      {dispute.precedents.length > 0 && (
        <Panel title={t.precedents}>
          <PrecedentList
            items={dispute.precedents}
            action={(item) => (
              <div>
                <Button
                  size="small"
                  onClick={() => {
                    setPrecedent(item.id);
                    setRuling(item.ruling);
                  }}
                >
                  {t.cite}
                </Button>
              </div>
            )}
          />
        </Panel>
      )}
      {dispute.duty ? (
        <TextAreaField
          label={t.wording}
          hint={t.now(dispute.duty.text)}
          problem={fieldError(error, 'wording')}
          rows={3}
          maxLength={400}
          value={wording}
          onChange={setWording}
        />
      ) : (
        <label className={css['check']} htmlFor={ids.add}>
          <input
            id={ids.add}
            type="checkbox"
            checked={add}
            onChange={(event) => setAdd(event.target.checked)}
          />
          {t.add}
        </label>
      )}
      {add && (
        <>
          <TextField
            label={t.newTitle}
            problem={fieldError(error, 'newDuty.title')}
            maxLength={60}
            required
            value={duty.title}
            onChange={(value) => setDuty({ ...duty, title: value })}
          />
          <TextField
            label={t.newStandard}
            problem={fieldError(error, 'newDuty.standard')}
            maxLength={400}
            required
            value={duty.standard}
            onChange={(value) => setDuty({ ...duty, standard: value })}
          />
          <TextField
            label={t.newResult}
            problem={fieldError(error, 'newDuty.result')}
            maxLength={400}
            required
            value={duty.result}
            onChange={(value) => setDuty({ ...duty, result: value })}
          />
        </>
      )}
      {(add || wording !== '') && (
        <label className={css['check']} htmlFor={ids.forAll}>
          <input
            id={ids.forAll}
            type="checkbox"
            checked={forAll}
            onChange={(event) => setForAll(event.target.checked)}
          />
          <span>
            {t.forAll}
            <span className={css['quiet']}>{t.forOne}</span>
          </span>
        </label>
      )}
    </FormDialog>
  );
}

/** Takes a dispute back that the parties have settled themselves. */
export function WithdrawDialog({ dispute, onClose }: { dispute: DisputeView; onClose: () => void }) {
  const t = useMessages(m);
  const { send, pending, error } = useSend(withdrawDispute, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  return (
    <ReasonDialog
      label={t.withdrawWhy}
      maxLength={STATEMENT_LENGTH}
      width={620}
      title={t.withdraw}
      confirm={t.withdraw}
      pending={pending}
      error={error}
      onClose={onClose}
      onConfirm={(note) =>
        void send({ params: { id: dispute.id }, ifMatch: dispute.version, body: { note } })
      }
    />
  );
}
