import { AppLink } from './app-link.tsx';
import { Icon, Mark } from './icons.tsx';
import { messages, useLabel, useMessages } from './messages.ts';
import type { menuOf } from './page-spec.ts';
import css from './side-navigation.module.css';

const m = messages({
  zh: { name: '责链', home: '我的责任链', plain: '首页', navigation: '主导航' },
  en: { name: 'Zelian', home: 'My chain', plain: 'Home', navigation: 'Main navigation' },
});

type Props = { menu: ReturnType<typeof menuOf>; tenant: string };

const chain = new Set(['roles', 'standards', 'oversight', 'capability']);

/** The navigation at the side: home, the four links of the chain joined by a line, then what they stand on. */
export function SideNavigation({ menu, tenant }: Props) {
  const t = useMessages(m);
  const label = useLabel();
  return (
    <nav className={`${css['side']} z-no-print`} aria-label={t.navigation}>
      <AppLink to="/" className={css['brand']}>
        <Mark size={28} />
        <span>
          <strong>{t.name}</strong>
          <small>{tenant}</small>
        </span>
      </AppLink>
      <AppLink to="/" className={`${css['link']} ${css['home']}`}>
        <Icon name="home" /> {menu.some((section) => chain.has(section.name)) ? t.home : t.plain}
      </AppLink>
      <ul>
        {menu.map((section) => (
          <li key={section.name} className={chain.has(section.name) ? css['chained'] : css['section']}>
            <h2 className={css['heading']} title={label(section.hint)}>
              <span className={css['node']}>
                <Icon name={section.icon} size={17} />
              </span>
              {label(section.label)}
            </h2>
            <ul>
              {section.pages.map((page) => (
                <li key={page.path}>
                  <AppLink to={page.path} className={css['link']}>
                    {label(page.title)}
                  </AppLink>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
}
