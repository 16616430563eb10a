import type { Me } from '#platform/auth/session.contract.ts';
import { signOut } from '#platform/auth/session.contract.ts';
import { call } from './call.ts';
import { sentenceOf } from './error-sentence.tsx';
import { setLanguage, useLanguage } from './language.ts';
import { useGo } from './location.ts';
import { forgetReplies } from './me.ts';
import { MenuButton, type MenuItem } from './menu-button.tsx';
import { messages, useLabel, useMessages } from './messages.ts';
import { useCompact } from './narrow.ts';
import { notify } from './notices.tsx';
import { roleLabels } from './role-names.ts';
import { setTheme, useThemeChoice } from './theme.ts';
import css from './user-menu.module.css';

const m = messages({
  zh: {
    menu: '个人菜单',
    mine: '我的信息与查看记录',
    sessions: '登录设备',
    password: '修改密码',
    rules: '规则与说明',
    leave: '退出登录',
    theme: '外观',
    light: '浅色',
    dark: '深色',
    system: '跟随系统',
    language: '语言',
    none: '尚未授予角色',
    more: (n: number) => `等 ${n} 项`,
  },
  en: {
    menu: 'Personal menu',
    mine: 'My data and who looked',
    sessions: 'Signed-in devices',
    password: 'Change password',
    rules: 'Rules',
    leave: 'Sign out',
    theme: 'Appearance',
    light: 'Light',
    dark: 'Dark',
    system: 'As the machine',
    language: 'Language',
    none: 'No role yet',
    more: (n) => `and more, ${n} in all`,
  },
});

/** The last letter of a name, without what stands after it in brackets. */
const faceOf = (name: string) => name.replace(/[（(].*$/, '').slice(-1) || name.slice(-1);

/** The person signed in: posts held, own data, appearance, language, leaving. */
export function UserMenu({ me }: { me: Me }) {
  const t = useMessages(m);
  const label = useLabel();
  const go = useGo();
  const compact = useCompact();
  const theme = useThemeChoice();
  const tongue = useLanguage();
  const items: MenuItem[] = [
    ...(me.personId
      ? [{ label: t.mine, icon: 'eye', onSelect: () => go(`/people/${me.personId}`) } as const]
      : []),
    { label: t.sessions, icon: 'screen', onSelect: () => go('/account/sessions') },
    { label: t.password, icon: 'key', onSelect: () => go('/account/password') },
    { label: t.rules, icon: 'document', onSelect: () => go('/rules') },
    { kind: 'line' },
    { kind: 'heading', label: t.theme },
    { label: t.light, icon: 'sun', checked: theme === 'light', onSelect: () => setTheme('light') },
    { label: t.dark, icon: 'moon', checked: theme === 'dark', onSelect: () => setTheme('dark') },
    { label: t.system, icon: 'screen', checked: theme === 'system', onSelect: () => setTheme('system') },
    { kind: 'heading', label: t.language },
    { label: '中文', icon: 'language', checked: tongue === 'zh', onSelect: () => setLanguage('zh') },
    { label: 'English', icon: 'language', checked: tongue === 'en', onSelect: () => setLanguage('en') },
    { kind: 'line' },
    { label: t.leave, icon: 'leave', onSelect: () => void leave(go) },
  ];
  const posts = me.grants.map((grant) =>
    [label(roleLabels[grant.role]), grant.orgName].filter(Boolean).join(' · '),
  );
  return (
    <MenuButton
      name={t.menu}
      items={items}
      label={
        <>
          <span className={css['face']} aria-hidden="true">
            {faceOf(me.displayName)}
          </span>
          {!compact && <span>{me.displayName}</span>}
        </>
      }
      head={
        <>
          <strong>{me.displayName}</strong>
          <ul className={css['posts']}>
            {posts.length === 0 && <li>{t.none}</li>}
            {posts.slice(0, 4).map((post) => (
              <li key={post}>{post}</li>
            ))}
            {posts.length > 4 && <li>{t.more(posts.length)}</li>}
          </ul>
        </>
      }
    />
  );
}

/** Signs out, and forgets what was read: the next person at this machine finds nothing. */
export async function leave(go: ReturnType<typeof useGo>): Promise<void> {
  try {
    await call(signOut, {});
  } catch (error) {
    notify(sentenceOf(error), 'bad');
    return;
  }
  go('/', { unasked: true });
  await forgetReplies();
}
