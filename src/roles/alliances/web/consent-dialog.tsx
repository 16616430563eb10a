import { Button } from 'antd';
import { useState } from 'react';
import { OwnerField } from '#roles/ledger/web/owner-field.tsx';
import { useSend } from '#shell/web/api.ts';
import { TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { SelectField } from '#shell/web/select-field.tsx';
import { type AllianceView, answerInvitation, type PartyView } from '../alliances.contract.ts';
import { useAllianceNames } from './use-modes.ts';

const m = messages({
  zh: {
    title: (who: string) => `${who}：是否参加`,
    duty: (text: string) => `协议写明的承担：${text}`,
    person: '由谁负责',
    personHint: '输入姓名，从本单位人员中选择',
    served: '服务对象',
    servedHint: '用来找共同议题，可不选',
    note: '说明',
    noteHint: '不参加的请写明理由',
    agree: '同意并参加',
    decline: '不参加',
    agreed: '已表示同意',
    declined: '已答复不参加',
  },
  en: {
    title: (who) => `${who}: take part?`,
    duty: (text) => `The agreement says it undertakes: ${text}`,
    person: 'Who answers for it',
    personHint: 'Type a name and choose from your own unit',
    served: 'Whom it serves',
    servedHint: 'used to find common topics; optional',
    note: 'Remark',
    noteHint: 'say why, if it does not take part',
    agree: 'Agree and take part',
    decline: 'Decline',
    agreed: 'Agreed',
    declined: 'Declined',
  },
});

type Props = { alliance: AllianceView; party: PartyView; onClose: () => void };

/** The answer of one party: it agrees to this very text and names who answers for it, or says why not. */
export function ConsentDialog({ alliance, party, onClose }: Props) {
  const t = useMessages(m);
  const names = useAllianceNames();
  const [person, setPerson] = useState<Choice | null>(null);
  const [served, setServed] = useState<string[]>([...party.served]);
  const [note, setNote] = useState('');
  const { send, pending, error } = useSend(answerInvitation, {
    onDone: (_reply, input) => {
      notify(input.body?.agree ? t.agreed : t.declined);
      onClose();
    },
  });
  const answer = (agree: boolean) =>
    void send({
      params: { id: alliance.id },
      ifMatch: alliance.version,
      body: { partyId: party.id, agree, personId: person?.id, served, note },
    });
  return (
    <FormDialog
      onClose={onClose}
      title={t.title(party.name)}
      confirm={t.agree}
      pending={pending}
      error={error}
      onConfirm={() => answer(true)}
      beside={
        <Button loading={pending} onClick={() => answer(false)}>
          {t.decline}
        </Button>
      }
    >
      {party.duty !== '' && <p>{t.duty(party.duty)}</p>}
      <OwnerField
        label={t.person}
        hint={t.personHint}
        orgId={party.orgId}
        value={person}
        onChange={setPerson}
        problem={fieldError(error, 'personId')}
      />
      <SelectField
        label={t.served}
        hint={t.servedHint}
        mode="multiple"
        value={served}
        onChange={setServed}
        options={(names.content?.served ?? []).map((each) => ({
          value: each.id,
          label: names.pick(each.title),
        }))}
      />
      <TextAreaField
        label={t.note}
        hint={t.noteHint}
        problem={fieldError(error, 'note')}
        rows={2}
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}
