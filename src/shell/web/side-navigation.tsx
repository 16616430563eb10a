import { useState } from 'react';
import { AppLink } from './app-link.tsx';
import { Icon, Mark } from './icons.tsx';
import { usePath } from './location.ts';
import { messages, useLabel, useMessages } from './messages.ts';
import { byTopic, type menuOf } from './page-spec.ts';
import css from './side-navigation.module.css';

const m = messages({
  zh: { name: '责链', home: '我的责任链', plain: '首页', navigation: '主导航' },
  en: { name: 'Zelian', home: 'My chain', plain: 'Home', navigation: 'Main navigation' },
});

type Props = { menu: ReturnType<typeof menuOf>; tenant: string };

/** So few entries stand open together: nothing is gained by folding them. */
const FEW = 14;
const KEPT = 'zelian.navigation';

/** Which sections stand open: the one of this page, and those that the reader opened or has not closed. */
function useOpenSections(menu: Props['menu'], path: string) {
  const [kept, setKept] = useState<Record<string, boolean>>(read);
  const few = menu.reduce((sum, section) => sum + section.pages.length, 0) <= FEW;
  const here = menu.find((section) => section.pages.some((page) => within(path, page.path)));
  const usual = (name: string) => few || name === (here ?? menu[0])?.name;
  return {
    isOpen: (name: string) => kept[name] ?? usual(name),
    toggle(name: string) {
      const next = { ...kept, [name]: !(kept[name] ?? usual(name)) };
      setKept(next);
      try {
        localStorage.setItem(KEPT, JSON.stringify(next));
      } catch {
        // A browser that keeps nothing folds anew at each visit.
      }
    },
  };
}

const within = (path: string, page: string) => path === page || path.startsWith(`${page}/`);

function read(): Record<string, boolean> {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Record<string, boolean>;
  } catch {
    return {};
  }
}

const chain = new Set(['roles', 'standards', 'oversight']);

/** The navigation at the side: home, the four links of the chain joined by a line, then what they stand on. */
export function SideNavigation({ menu, tenant }: Props) {
  const t = useMessages(m);
  const label = useLabel();
  const path = usePath();
  const { isOpen, toggle } = useOpenSections(menu, path);
  const pages = menu.flatMap((section) => section.pages);
  // One entry is the page one is on: of two of which one lies under the other, the nearer.
  const outdone = (page: string) =>
    pages.some((other) => other.path !== page && within(other.path, page) && within(path, other.path));
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
              <button
                type="button"
                aria-expanded={isOpen(section.name)}
                aria-controls={`navigation-${section.name}`}
                onClick={() => toggle(section.name)}
              >
                <span className={css['node']}>
                  <Icon name={section.icon} size={17} />
                </span>
                {label(section.label)}
                <Icon name={isOpen(section.name) ? 'down' : 'right'} size={14} />
              </button>
            </h2>
            <ul id={`navigation-${section.name}`} hidden={!isOpen(section.name)}>
              {byTopic(section.pages).map((topic) => (
                <li key={topic.name ?? section.name}>
                  {topic.label && <h3 className={css['topic']}>{label(topic.label)}</h3>}
                  <ul>
                    {topic.pages.map((page) => (
                      <li key={page.path}>
                        <AppLink to={page.path} exact={outdone(page.path)} className={css['link']}>
                          {label(page.title)}
                        </AppLink>
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
}
