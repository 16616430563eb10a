import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { createAccount, listAccounts, listCandidates } from '#shell/accounts/accounts.contract.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { Dialog } from '#shell/web/dialog.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { TextField } from '#shell/web/fields.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { fieldError } from '#shell/web/problem-error.ts';
import { type Choice, SearchPicker } from '#shell/web/search-picker.tsx';

const m = messages({
  zh: {
    title: '新建账号',
    login: '账号名',
    loginHint: '3–40 个字母、数字或 _ . -，登录时使用。',
    name: '显示名称',
    person: '绑定人员',
    personHint: '绑定后，此人的党籍和任职决定能看到什么。三员和外聘人员的账号不绑定。',
    personType: '输入姓名中的两个字',
    cancel: '取消',
    make: '新建',
  },
  en: {
    title: 'New account',
    login: 'Account name',
    loginHint: '3–40 letters, digits or _ . -, used to sign in.',
    name: 'Name shown',
    person: 'Person',
    personHint:
      'Membership and posts of the person then decide what the account may see. Leave it out for the three administrators and outside staff.',
    personType: 'Type two characters of the name',
    cancel: 'Cancel',
    make: 'Open account',
  },
});

type Props = {
  open: boolean;
  onClose: () => void;
  onSecret: (secret: { login: string; initialPassword: string }) => void;
};

/** Opens an account, with or without a person behind it. */
export function NewAccountDialog({ open, onClose, onSecret }: Props) {
  const t = useMessages(m);
  const id = useId();
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [person, setPerson] = useState<Choice | null>(null);
  const [words, setWords] = useState('');
  const found = useCall(
    listCandidates,
    { query: { q: words } },
    { enabled: open && [...words].length >= 2, keep: true },
  );
  const make = useSend(createAccount, {
    invalidates: [listAccounts, listCandidates],
    onDone: (reply) => {
      setLogin('');
      setName('');
      setPerson(null);
      onClose();
      onSecret(reply);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void make.send({ body: { login: login.trim(), displayName: name.trim(), personId: person?.id ?? null } });
  };
  const loginProblem = fieldError(make.error, 'login');
  const choices = (found.data?.items ?? []).map((each) => ({
    id: each.id,
    label: each.name,
    detail: each.place ?? '',
  }));
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t.title}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button
            type="primary"
            htmlType="submit"
            form={`${id}-form`}
            loading={make.pending}
            disabled={!login || !name}
          >
            {t.make}
          </Button>
        </>
      }
    >
      <form id={`${id}-form`} onSubmit={submit} autoComplete="off">
        <Field label={t.person} id={`${id}-person`} hint={t.personHint}>
          <SearchPicker
            id={`${id}-person`}
            value={person}
            onChange={(choice) => {
              setPerson(choice);
              if (choice && !name) setName(choice.label);
            }}
            choices={choices}
            onType={setWords}
            hint={t.personType}
            least={2}
          />
        </Field>
        <Field label={t.login} id={`${id}-login`} hint={t.loginHint} problem={loginProblem} required>
          <Input
            id={`${id}-login`}
            value={login}
            maxLength={40}
            autoCapitalize="none"
            spellCheck={false}
            status={loginProblem ? 'error' : undefined}
            onChange={(event) => setLogin(event.target.value)}
          />
        </Field>
        <TextField
          label={t.name}
          problem={fieldError(make.error, 'displayName')}
          maxLength={60}
          required
          value={name}
          onChange={setName}
        />
        {make.error && <ErrorSentence error={make.error} />}
      </form>
    </Dialog>
  );
}
