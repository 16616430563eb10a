import { Checkbox } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Note } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { addOutsider } from '../liaison.contract.ts';

const m = messages({
  zh: {
    title: '登记联系的非党员',
    name: '称呼',
    nameHint: '例如：窗口小李。不登记电话、身份证号和其他情况。',
    place: '所在处室',
    placeHint: '可不填',
    tell: '请告诉对方：“支部登记了我和你保持联系，只有你的称呼和所在处室，只有我和支部书记看得到。你想看、想改、想删除，随时告诉我或支部。”',
    told: '我已经告诉对方',
    save: '登记',
    saved: '已登记',
  },
  en: {
    title: 'A contact outside the Party',
    name: 'Name',
    nameHint: 'As they are called. No telephone, no identity number, nothing else.',
    place: 'Works at',
    placeHint: 'May be left empty',
    tell: 'Please tell them: “The branch has noted that I keep in touch with you: your name and where you work, seen by me and the secretary only. If you want to see, correct or delete it, tell me or the branch at any time.”',
    told: 'I have told them',
    save: 'Add',
    saved: 'Added',
  },
});

/** The dialog that enters somebody outside the Party, after they were told. */
export function OutsiderDialog({ orgId, onClose }: { orgId: string; onClose: () => void }) {
  const t = useMessages(m);
  const [name, setName] = useState('');
  const [place, setPlace] = useState('');
  const [told, setTold] = useState(false);
  const { send, pending, error } = useSend(addOutsider, {
    onDone: () => {
      notify(t.saved);
      onClose();
    },
  });
  return (
    <FormDialog
      title={t.title}
      confirm={t.save}
      pending={pending}
      disabled={!told || name.trim() === ''}
      onConfirm={() => send({ body: { orgId, name, place, told: true } })}
      onClose={onClose}
    >
      <TextField
        label={t.name}
        hint={t.nameHint}
        problem={fieldError(error, 'name')}
        maxLength={20}
        required
        value={name}
        onChange={setName}
      />
      <TextField
        label={t.place}
        hint={t.placeHint}
        problem={fieldError(error, 'place')}
        maxLength={30}
        value={place}
        onChange={setPlace}
      />
      <Note>{t.tell}</Note>
      <p style={{ marginTop: 12 }}>
        <Checkbox checked={told} onChange={(event) => setTold(event.target.checked)}>
          {t.told}
        </Checkbox>
      </p>
      {error && <ErrorSentence error={error} compact />}
    </FormDialog>
  );
}
