import { useEffect } from 'react';
import { readTenant } from '#platform/auth/session.contract.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { Mark } from '#shell/web/icons.tsx';
import { useGo } from '#shell/web/location.ts';
import { forgetReplies } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { sections } from '#shell/web/page-spec.ts';
import { LanguageSwitch } from '#shell/web/public-frame.tsx';
import { SignInForm } from './sign-in-form.tsx';
import css from './sign-in-page.module.css';

const m = messages({
  zh: {
    name: '责链',
    motto: '责任成链，环环相扣',
    lead: '机关党建齐抓共管责任体系：从谁来负责，到做得怎么样。',
    title: '登录',
    rules: '规则与说明',
    honest: '本系统不是涉密信息系统，不得录入国家秘密。',
    tenant: (name: string) => `${name} · 登录`,
  },
  en: {
    name: 'Zelian',
    motto: 'Responsibility, link by link',
    lead: 'The responsibility chain of Party building in government organs: from who answers to how it was done.',
    title: 'Sign in',
    rules: 'Rules',
    honest: 'This is not a system for classified information. Do not enter state secrets.',
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
            onSignedIn={forgetReplies}
          />
        </div>
        <p className={css['honest']}>{t.honest}</p>
      </main>
    </div>
  );
}
