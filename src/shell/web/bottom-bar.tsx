import { useState } from 'react';
import { AppLink } from './app-link.tsx';
import css from './bottom-bar.module.css';
import { Dialog } from './dialog.tsx';
import { Icon, type IconName } from './icons.tsx';
import { usePath } from './location.ts';
import { messages, useLabel, useMessages } from './messages.ts';
import { byTopic, type menuOf } from './page-spec.ts';

const m = messages({
  zh: { home: '首页', more: '更多', navigation: '主导航', pages: (section: string) => `${section}的页面` },
  en: {
    home: 'Home',
    more: 'More',
    navigation: 'Main navigation',
    pages: (section) => `Pages of ${section}`,
  },
});

type Menu = ReturnType<typeof menuOf>;

/** The navigation of the phone: home, up to three sections within reach of the thumb, the rest behind 更多. */
export function BottomBar({ menu }: { menu: Menu }) {
  const t = useMessages(m);
  const label = useLabel();
  const path = usePath();
  const [open, setOpen] = useState<string | null>(null);
  const direct = menu.length <= 4 ? menu : menu.slice(0, 3);
  const rest = menu.slice(direct.length);
  const here = (sections: Menu) =>
    sections.some((section) =>
      section.pages.some((page) => path === page.path || path.startsWith(`${page.path}/`)),
    );
  const sheet: Menu = open === 'more' ? rest : menu.filter((section) => section.name === open);

  return (
    <>
      <nav className={`${css['bar']} z-no-print`} aria-label={t.navigation}>
        <AppLink to="/" className={css['item']}>
          <Icon name="home" size={22} /> {t.home}
        </AppLink>
        {direct.map((section) => {
          const [only] = section.pages;
          if (section.pages.length === 1 && only) {
            return (
              <AppLink key={section.name} to={only.path} className={css['item']}>
                <Icon name={section.icon} size={22} /> {label(section.label)}
              </AppLink>
            );
          }
          return (
            <BarButton
              key={section.name}
              icon={section.icon}
              here={here([section])}
              onClick={() => setOpen(section.name)}
            >
              {label(section.label)}
            </BarButton>
          );
        })}
        {rest.length > 0 && (
          <BarButton icon="more" here={here(rest)} onClick={() => setOpen('more')}>
            {t.more}
          </BarButton>
        )}
      </nav>
      <Dialog
        open={open !== null}
        onClose={() => setOpen(null)}
        look="sheet"
        title={open === 'more' || !sheet[0] ? t.more : label(sheet[0].label)}
      >
        {sheet.map((section) => (
          <div key={section.name} className={css['group']}>
            {sheet.length > 1 && (
              <h3>
                <Icon name={section.icon} size={17} /> {label(section.label)}
              </h3>
            )}
            {byTopic(section.pages).map((topic) => (
              <div key={topic.name ?? section.name}>
                {topic.label && <p className={css['topic']}>{label(topic.label)}</p>}
                <ul aria-label={t.pages(label(topic.label ?? section.label))}>
                  {topic.pages.map((page) => (
                    <li key={page.path}>
                      <AppLink to={page.path} className={css['page']} onClick={() => setOpen(null)}>
                        {label(page.title)} <Icon name="right" size={16} />
                      </AppLink>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </div>
        ))}
      </Dialog>
    </>
  );
}

type ButtonProps = { icon: IconName; here: boolean; onClick: () => void; children: string };

function BarButton({ icon, here, onClick, children }: ButtonProps) {
  return (
    <button
      type="button"
      className={css['item']}
      aria-haspopup="dialog"
      aria-current={here ? 'true' : undefined}
      onClick={onClick}
    >
      <Icon name={icon} size={22} /> {children}
    </button>
  );
}
