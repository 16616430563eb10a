import type { ResponseOf } from '#platform/http/endpoint.ts';
import type { readRules } from '#shell/rules/rules.contract.ts';
import { formatDay } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { useNarrow } from '#shell/web/narrow.ts';
import css from './rules-text.module.css';

const m = messages({
  zh: {
    version: (n: number, day: string) => `第 ${n} 版，${day}起施行`,
    hash: '本版文字的校验值（SHA-256）',
    what: '信息',
    why: '用途',
    source: '来源',
    keep: '保存多久',
    seen: '谁看得到',
  },
  en: {
    version: (n, day) => `Version ${n}, in force from ${day}`,
    hash: 'Checksum of this text (SHA-256)',
    what: 'Information',
    why: 'What for',
    source: 'From where',
    keep: 'How long',
    seen: 'Who sees it',
  },
});

type Rules = ResponseOf<typeof readRules>;

const columns = ['what', 'why', 'source', 'keep', 'seen'] as const;

/** The text of the rules page. */
export function RulesText({ rules }: { rules: Rules }) {
  const t = useMessages(m);
  const label = useLabel();
  const narrow = useNarrow();
  return (
    <article className={css['text']}>
      <p className="z-quiet">{t.version(rules.version, formatDay(rules.effectiveOn))}</p>
      {rules.sections.map((section) => (
        <section key={section.id} aria-labelledby={`rules-${section.id}`}>
          <h2 id={`rules-${section.id}`}>{label(section.title)}</h2>
          {section.text?.map((paragraph) => (
            <p key={paragraph.en}>{label(paragraph)}</p>
          ))}
          {section.table && narrow && (
            <ul className={css['cards']}>
              {section.table.map((row) => (
                <li key={row.what.en}>
                  <strong>{label(row.what)}</strong>
                  <dl>
                    {columns.slice(1).map((column) => (
                      <div key={column}>
                        <dt>{t[column]}</dt>
                        <dd>{label(row[column])}</dd>
                      </div>
                    ))}
                  </dl>
                </li>
              ))}
            </ul>
          )}
          {section.table && !narrow && (
            <table>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column} scope="col">
                      {t[column]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {section.table.map((row) => (
                  <tr key={row.what.en}>
                    {columns.map((column) => (
                      <td key={column}>{label(row[column])}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      ))}
      <p className={css['hash']}>
        {t.hash} <code>{rules.hash}</code>
      </p>
    </article>
  );
}
