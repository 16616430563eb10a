import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { Icon } from '#shell/web/icons.tsx';
import { rolesOf, useMe } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { allPages } from '#shell/web/page-list.ts';
import { mayOpen } from '#shell/web/page-spec.ts';
import css from './my-chain.module.css';

const m = messages({
  zh: {
    apart: '三员分立：您管理系统，看不到考核和党务内容。',
    none: '您的账号还没有角色',
    noneText: '请联系安全管理员授予角色，或由系统管理员把账号绑定到您本人。',
    hints: {
      '/accounts': '开设、停用账号，重置密码。',
      '/role-grants': '授予和撤销角色，三员由三个人担任。',
      '/audit': '查看每一次操作，核验审计链，保存检查点。',
    } as Record<string, string>,
  },
  en: {
    apart: 'The three administrators are apart: you run the system and see no appraisals and no Party work.',
    none: 'Your account has no role yet',
    noneText:
      'Ask the security administrator for a role, or the system administrator to bind the account to your person.',
    hints: {
      '/accounts': 'Open and disable accounts, reset passwords.',
      '/role-grants': 'Grant and revoke roles; the three administrators are three persons.',
      '/audit': 'See what was done, verify the chain, keep checkpoints.',
    },
  },
});

/** The first page of an administrator: the pages of the office. */
export function AdministratorHome() {
  const t = useMessages(m);
  const label = useLabel();
  const me = useMe();
  if (!me) return null;
  const pages = allPages().filter(
    (page) => page.link === 'system' && page.menu && mayOpen(page, rolesOf(me)),
  );
  if (pages.length === 0) return <EmptyState title={t.none}>{t.noneText}</EmptyState>;
  return (
    <>
      <p className="z-quiet">{t.apart}</p>
      <ul className={css['offices']}>
        {pages.map((page) => (
          <li key={page.path}>
            <AppLink to={page.path}>
              <strong>
                {label(page.title)} <Icon name="right" size={16} />
              </strong>
              <span>{t.hints[page.path] ?? ''}</span>
            </AppLink>
          </li>
        ))}
      </ul>
    </>
  );
}
