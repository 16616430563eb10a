import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { changePassword } from '#platform/auth/session.contract.ts';
import { useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { useMe } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';

const m = messages({
  zh: {
    title: '修改密码',
    first: '这是管理员为您设置的初始密码，请先换成只有您知道的密码。',
    advice:
      '至少 15 个字符。一句容易记的话最好，不必有大写或符号；不要用姓名、单位名和键盘顺序。修改后其他设备会退出登录。',
    current: '当前密码',
    next: '新密码',
    again: '再次输入新密码',
    differ: '两次输入的新密码不一致。',
    save: '修改密码',
    done: '密码已修改，其他设备已退出登录。',
  },
  en: {
    title: 'Change password',
    first: 'The administrator chose your first password. Please replace it by one that only you know.',
    advice:
      'At least 15 characters. A sentence that you remember is best; no capitals or symbols are needed. Not your name, the name of your unit, or keys in a row. Other devices are signed out.',
    current: 'Current password',
    next: 'New password',
    again: 'New password again',
    differ: 'The two new passwords are not the same.',
    save: 'Change password',
    done: 'The password was changed, and other devices were signed out.',
  },
});

const none = { current: '', next: '', again: '' };

/** Changing one's own password; also the first page of somebody whose password an administrator set. */
export default function PasswordPage() {
  const t = useMessages(m);
  const me = useMe();
  const id = useId();
  const [typed, setTyped] = useState(none);
  const [differ, setDiffer] = useState(false);
  const change = useSend(changePassword, {
    onDone: () => {
      setTyped(none);
      notify(t.done);
    },
  });
  const weak = fieldError(change.error, 'next');

  function submit(event: FormEvent): void {
    event.preventDefault();
    setDiffer(typed.next !== typed.again);
    if (typed.next === typed.again) void change.send({ body: { current: typed.current, next: typed.next } });
  }

  const box = (name: keyof typeof none, complete: string, problem?: string) => (
    <Field label={t[name]} id={`${id}-${name}`} problem={problem}>
      <Input.Password
        id={`${id}-${name}`}
        autoComplete={complete}
        value={typed[name]}
        status={problem ? 'error' : undefined}
        onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <PageFrame title={t.title} narrow>
      {me?.mustChangePassword && <Note shade="warn">{t.first}</Note>}
      <Panel>
        <form onSubmit={submit} style={{ maxWidth: 420 }}>
          <p className="z-quiet" style={{ marginBottom: 16 }}>
            {t.advice}
          </p>
          {box('current', 'current-password')}
          {box('next', 'new-password', weak)}
          {box('again', 'new-password', differ ? t.differ : undefined)}
          {change.error && !weak && <ErrorSentence error={change.error} />}
          <Button
            type="primary"
            htmlType="submit"
            loading={change.pending}
            disabled={!typed.current || !typed.next || !typed.again}
            style={{ marginTop: 8 }}
          >
            {t.save}
          </Button>
        </form>
      </Panel>
    </PageFrame>
  );
}
