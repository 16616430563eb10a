import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import type { Me } from '#platform/auth/session.contract.ts';
import { search } from '#shell/search/search.contract.ts';
import { mayCallWith } from './access.ts';
import { useCall } from './api.ts';
import { Dialog } from './dialog.tsx';
import { Icon, type IconName } from './icons.tsx';
import { setLanguage, useLanguage } from './language.ts';
import { useGo } from './location.ts';
import { rolesOf } from './me.ts';
import { messages, useLabel, useMessages } from './messages.ts';
import { allPages } from './page-list.ts';
import { mayOpen, sections } from './page-spec.ts';
import css from './palette.module.css';
import { setTheme, useTone } from './theme.ts';
import { leave } from './user-menu.tsx';

const m = messages({
  zh: {
    title: '搜索与跳转',
    hint: '输入页面、组织、人员或责任',
    pages: '页面',
    actions: '操作',
    organisations: '组织',
    persons: '人员',
    duties: '责任',
    dark: '切换为深色',
    light: '切换为浅色',
    language: 'Switch to English',
    leave: '退出登录',
    nothing: '没有找到。可以换个说法，或只输入其中两个字。',
    keys: '↑↓ 选择 · Enter 打开 · Esc 关闭',
    count: (n: number) => `${n} 个结果`,
  },
  en: {
    title: 'Search and go',
    hint: 'Type a page, a body, a person or a duty',
    pages: 'Pages',
    actions: 'Actions',
    organisations: 'Bodies',
    persons: 'People',
    duties: 'Duties',
    dark: 'Use the dark theme',
    light: 'Use the light theme',
    language: '切换为中文',
    leave: 'Sign out',
    nothing: 'Nothing found. Try other words, or only two characters of the name.',
    keys: '↑↓ choose · Enter opens · Esc closes',
    count: (n) => `${n} results`,
  },
});

type Choice = { key: string; group: string; label: string; detail?: string; icon: IconName; run: () => void };

/** The command palette: pages and actions at once, people, bodies and duties from the server after two letters. */
export default function Palette({ me, onClose }: { me: Me; onClose: () => void }) {
  const t = useMessages(m);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const list = useId();
  const box = useRef<HTMLUListElement>(null);
  const choices = useChoices(me, typed.trim());
  const chosen = Math.min(active, choices.length - 1);

  useEffect(() => {
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });

  function open(choice: Choice | undefined): void {
    if (!choice) return;
    onClose();
    choice.run();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length > 0) {
      event.preventDefault();
      setActive((chosen + step + choices.length) % choices.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      open(choices[chosen]);
    }
  }

  return (
    <Dialog open onClose={onClose} title={t.title} width={600} look="bare">
      <div className={css['field']}>
        <Icon name="search" size={20} />
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type into it
          autoFocus
          role="combobox"
          aria-label={t.hint}
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={choices[chosen] ? `${list}-${chosen}` : undefined}
          placeholder={t.hint}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <p className="z-hidden" role="status">
        {t.count(choices.length)}
      </p>
      {choices.length === 0 ? <p className={css['nothing']}>{t.nothing}</p> : null}
      <ul id={list} ref={box} role="listbox" aria-label={t.title} className={css['list']}>
        {choices.map((choice, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works on the input above
          <li
            key={choice.key}
            id={`${list}-${place}`}
            role="option"
            aria-selected={place === chosen}
            className={css['choice']}
            onMouseMove={() => setActive(place)}
            onClick={() => open(choice)}
          >
            <Icon name={choice.icon} />
            <span className={css['label']}>{choice.label}</span>
            {choice.detail && <span className={css['detail']}>{choice.detail}</span>}
            <span className={css['group']}>{choice.group}</span>
          </li>
        ))}
      </ul>
      <p className={css['keys']}>{t.keys}</p>
    </Dialog>
  );
}

function useChoices(me: Me, typed: string): Choice[] {
  const t = useMessages(m);
  const label = useLabel();
  const go = useGo();
  const tone = useTone();
  const tongue = useLanguage();
  const term = useDeferredValue(typed);
  const allowed = mayCallWith(me, search);
  const found = useCall(
    search,
    { query: { q: term } },
    { enabled: allowed && [...term].length >= 2, keep: true },
  );
  const roles = rolesOf(me);

  const pages = allPages()
    .filter((page) => !page.path.includes(':') && !page.bare && mayOpen(page, roles))
    .map((page): Choice & { words: string } => {
      const section = sections.find((each) => each.name === page.link);
      return {
        key: page.path,
        group: section ? label(section.label) : t.pages,
        label: label(page.title),
        icon: section?.icon ?? 'document',
        words: `${page.title.zh} ${page.title.en} ${page.words ?? ''} ${section?.label.zh ?? ''} ${section?.label.en ?? ''}`,
        run: () => go(page.path),
      };
    });
  const other = tone === 'dark' ? ('light' as const) : ('dark' as const);
  const action = (key: string, words: string, icon: IconName, run: () => void) => ({
    key,
    group: t.actions,
    label: words,
    icon,
    words,
    run,
  });
  const actions: (Choice & { words: string })[] = [
    action('theme', t[other], other === 'dark' ? 'moon' : 'sun', () => setTheme(other)),
    action('language', t.language, 'language', () => setLanguage(tongue === 'zh' ? 'en' : 'zh')),
    action('leave', t.leave, 'leave', () => void leave(go)),
  ];
  const needle = typed.toLowerCase();
  const local = [...pages, ...actions].filter((choice) =>
    `${choice.label} ${choice.words}`.toLowerCase().includes(needle),
  );
  if (!found.data || [...typed].length < 2) return local;
  const remote = (kind: 'organisations' | 'persons' | 'duties', icon: IconName): Choice[] =>
    found.data[kind].map((hit) => ({
      key: `${kind}-${hit.id}`,
      group: t[kind],
      label: hit.title,
      detail: hit.detail,
      icon,
      run: () => go(hit.link),
    }));
  return [
    ...local,
    ...remote('organisations', 'organisation'),
    ...remote('persons', 'person'),
    ...remote('duties', 'document'),
  ];
}
