import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { rateeOptions } from '../rounds.contract.ts';
import { roundWords } from './round-words.ts';
import css from './rounds.module.css';

const m = messages({
  zh: {
    search: '按名称筛选',
    all: '全选',
    none: '全不选',
    allOf: (name: string) => `全选：${name}`,
    noneOf: (name: string) => `全不选：${name}`,
    empty: '本组织下没有适用该方案的组织',
    members: (n: number) => `${n} 名党员`,
    count: (chosen: number, all: number) => `${chosen} / ${all}`,
    more: '组织过多，仅列出前 1000 个。',
  },
  en: {
    search: 'Filter by name',
    all: 'All',
    none: 'None',
    allOf: (name) => `All of ${name}`,
    noneOf: (name) => `None of ${name}`,
    empty: 'No organisation under this one that the scheme is meant for',
    members: (n) => (n === 1 ? '1 member' : `${n} members`),
    count: (chosen, all) => `${chosen} of ${all}`,
    more: 'Too many: only the first 1000 are listed.',
  },
});

type Props = {
  orgId: string;
  schemeId: string;
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
};

/** The organisations a scheme is meant for, by comparable group: only like is compared with like. */
export function RateePicker({ orgId, schemeId, chosen, onChange }: Props) {
  const t = useMessages(m);
  const words = useMessages(roundWords);
  const [text, setText] = useState('');
  const { data, error, isPending } = useCall(rateeOptions, { query: { orgId, schemeId } });
  if (error) return <ErrorSentence error={error} />;
  if (isPending) return <Skeleton lines={4} />;
  const known = new Set(chosen);
  const shown = data.items.filter((item) => `${item.name} ${item.parent}`.includes(text.trim()));
  const categories = [...new Set(shown.map((item) => item.category))];
  const add = (ids: readonly string[]) => onChange([...new Set([...chosen, ...ids])]);
  const remove = (ids: readonly string[]) => onChange(chosen.filter((id) => !ids.includes(id)));
  return (
    <div className={css['picker']}>
      <input
        type="search"
        className={css['input']}
        aria-label={t.search}
        placeholder={t.search}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {data.more && <p className="z-quiet">{t.more}</p>}
      {shown.length === 0 && <p className="z-quiet">{t.empty}</p>}
      {categories.map((category) => {
        const items = shown.filter((item) => item.category === category);
        const ids = items.map((item) => item.id);
        const title = category || words.category;
        return (
          <section key={category} aria-label={title}>
            <div className={css['category']}>
              <h3>{title}</h3>
              <span className="z-quiet">{t.count(ids.filter((id) => known.has(id)).length, ids.length)}</span>
              <Button size="small" onClick={() => add(ids)} aria-label={t.allOf(title)}>
                {t.all}
              </Button>
              <Button size="small" onClick={() => remove(ids)} aria-label={t.noneOf(title)}>
                {t.none}
              </Button>
            </div>
            <ul className={css['choices']}>
              {items.map((item) => (
                <li key={item.id}>
                  <label className={css['check']}>
                    <input
                      type="checkbox"
                      checked={known.has(item.id)}
                      onChange={() => (known.has(item.id) ? remove([item.id]) : add([item.id]))}
                    />
                    {item.name}
                    <span className="z-quiet">{t.members(item.members)}</span>
                  </label>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
