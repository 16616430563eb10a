import { Button, Input } from 'antd';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { type Me, signIn } from '#platform/auth/session.contract.ts';
import { call } from '#shell/web/call.ts';
import { durationOf, ErrorSentence } from '#shell/web/error-sentence.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { ProblemError } from '#shell/web/problem-error.ts';
import css from './sign-in-page.module.css';

const m = messages({
  zh: {
    login: '账号',
    password: '密码',
    enter: '登录',
    wait: (time: string) => `尝试次数过多，请 ${time}后再试。`,
    waitWhy: '这是为了防止他人猜测密码；不会长期锁定您的账号。忘记密码请联系系统管理员重置。',
    demo: '演示账号',
    demoLead: '点一下即以该身份进入，数据均为虚构。',
    as: '以此身份进入',
    need: '请填写账号和密码。',
  },
  en: {
    login: 'Account',
    password: 'Password',
    enter: 'Sign in',
    wait: (time) => `Too many attempts. Please try again in ${time}.`,
    waitWhy:
      'This keeps others from guessing; your account is never locked for long. If you forgot the password, ask the system administrator.',
    demo: 'Demo accounts',
    demoLead: 'One press signs you in as that person. All data are invented.',
    as: 'Sign in as',
    need: 'Enter the account and the password.',
  },
});

type Props = {
  demo?: readonly { login: string; displayName: string }[];
  demoPassword?: string | null;
  /** After signing in; `me` without its grants. */
  onSignedIn: (me: Me) => Promise<void>;
};

/** Account and password; with a wait that counts down after too many attempts. */
export function SignInForm({ demo = [], demoPassword = null, onSignedIn }: Props) {
  const t = useMessages(m);
  const id = useId();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [missing, setMissing] = useState(false);
  const wait = useCountdown(error);

  async function enter(name: string, secret: string): Promise<void> {
    setPending(true);
    setError(null);
    try {
      await onSignedIn(await call(signIn, { body: { login: name, password: secret } }));
    } catch (refused) {
      setError(refused);
      setPassword('');
    } finally {
      setPending(false);
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    setMissing(!login.trim() || !password);
    if (login.trim() && password && wait === 0) void enter(login.trim(), password);
  }

  return (
    <>
      <form onSubmit={submit} className={css['form']} noValidate>
        <label htmlFor={`${id}-login`}>{t.login}</label>
        <Input
          id={`${id}-login`}
          size="large"
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={login}
          onChange={(event) => setLogin(event.target.value)}
        />
        <label htmlFor={`${id}-password`}>{t.password}</label>
        <Input.Password
          id={`${id}-password`}
          size="large"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {missing && (
          <p role="alert" className={css['need']}>
            {t.need}
          </p>
        )}
        {wait > 0 ? (
          <div role="alert" className={css['wait']}>
            <strong>{t.wait(durationOf(wait))}</strong>
            <p>{t.waitWhy}</p>
          </div>
        ) : (
          error !== null && !isWait(error) && <ErrorSentence error={error} />
        )}
        <Button type="primary" htmlType="submit" size="large" block loading={pending} disabled={wait > 0}>
          {t.enter}
        </Button>
      </form>
      {demo.length > 0 && demoPassword && (
        <section className={css['demo']} aria-labelledby={`${id}-demo`}>
          <h2 id={`${id}-demo`}>{t.demo}</h2>
          <p>{t.demoLead}</p>
          <ul>
            {demo.map((account) => (
              <li key={account.login}>
                <button
                  type="button"
                  disabled={pending}
                  onClick={() => void enter(account.login, demoPassword)}
                >
                  <span className="z-hidden">{t.as}</span>
                  <strong>{account.displayName}</strong>
                  <span>{account.login}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function isWait(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 429;
}

/** Seconds left of a refusal that asks to wait, counting down. */
function useCountdown(error: unknown): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!isWait(error)) return setLeft(0);
    const until = Date.now() + ((error as ProblemError).retryAfter ?? 30) * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [error]);
  return left;
}
