import { Button, Input } from 'antd';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { readTenant, signIn } from '#platform/auth/session.contract.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { call } from '#shell/web/call.ts';
import { durationOf, ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Mark } from '#shell/web/icons.tsx';
import { useGo } from '#shell/web/location.ts';
import { forgetReplies } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { sections } from '#shell/web/page-spec.ts';
import { ProblemError } from '#shell/web/problem-error.ts';
import { LanguageSwitch } from '#shell/web/public-frame.tsx';
import css from './sign-in-page.module.css';

const m = messages({
  zh: {
    name: '责链',
    motto: '责任成链，环环相扣',
    lead: '机关党建齐抓共管责任体系：从谁来负责，到做得怎么样。',
    title: '登录',
    login: '账号',
    password: '密码',
    enter: '登录',
    wait: (time: string) => `尝试次数过多，请 ${time}后再试。`,
    waitWhy: '这是为了防止他人猜测密码；不会长期锁定您的账号。忘记密码请联系系统管理员重置。',
    demo: '演示账号',
    demoLead: '点一下即以该身份进入，数据均为虚构。',
    as: '以此身份进入',
    rules: '规则与说明',
    honest: '本系统不是涉密信息系统，不得录入国家秘密。',
    need: '请填写账号和密码。',
    tenant: (name: string) => `${name} · 登录`,
  },
  en: {
    name: 'Zelian',
    motto: 'Responsibility, link by link',
    lead: 'The responsibility chain of Party building in government organs: from who answers to how it was done.',
    title: 'Sign in',
    login: 'Account',
    password: 'Password',
    enter: 'Sign in',
    wait: (time) => `Too many attempts. Please try again in ${time}.`,
    waitWhy:
      'This keeps others from guessing; your account is never locked for long. If you forgot the password, ask the system administrator.',
    demo: 'Demo accounts',
    demoLead: 'One press signs you in as that person. All data are invented.',
    as: 'Sign in as',
    rules: 'Rules',
    honest: 'This is not a system for classified information. Do not enter state secrets.',
    need: 'Enter the account and the password.',
    tenant: (name) => `${name} · sign in`,
  },
});

/** Signing in, in the place of the page that was asked for. A demo tenant lists its accounts. */
export default function SignInPage() {
  const t = useMessages(m);
  const label = useLabel();
  const tenant = useCall(readTenant, {}, { staleTime: 300_000 });
  useEffect(() => {
    document.title = t.tenant(tenant.data?.name ?? t.name);
  }, [t, tenant.data]);
  const go = useGo();
  useEffect(() => {
    if (tenant.data?.needsSetup) go('/setup', { replace: true });
  }, [go, tenant.data]);
  return (
    <div className={css['page']}>
      <aside className={css['story']} aria-label={t.name}>
        <div className={css['brand']}>
          <Mark size={34} /> {t.name}
        </div>
        <p className={css['motto']}>{t.motto}</p>
        <p className={css['lead']}>{t.lead}</p>
        <ol className={css['chain']}>
          {sections.slice(0, 4).map((section) => (
            <li key={section.name}>
              <strong>{label(section.label)}</strong>
              <span>{label(section.hint)}</span>
            </li>
          ))}
        </ol>
      </aside>
      <main className={css['side']} id="content">
        <div className={css['top']}>
          <AppLink to="/rules">{t.rules}</AppLink>
          <LanguageSwitch />
        </div>
        <div className={css['box']}>
          <p className={css['tenant']}>{tenant.data?.name ?? ' '}</p>
          <h1>{t.title}</h1>
          <SignInForm
            demo={tenant.data?.demo ? tenant.data.demoAccounts : []}
            demoPassword={tenant.data?.demoPassword ?? null}
          />
        </div>
        <p className={css['honest']}>{t.honest}</p>
      </main>
    </div>
  );
}

type FormProps = { demo: readonly { login: string; displayName: string }[]; demoPassword: string | null };

function SignInForm({ demo, demoPassword }: FormProps) {
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
      await call(signIn, { body: { login: name, password: secret } });
      await forgetReplies();
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
