import { useCall } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { importFields } from '../import.contract.ts';
import css from './header-guide.module.css';

const m = messages({
  zh: {
    summary: '认得哪些表头？',
    lead: '一张工作表是一种表，按表头自动判断；标题行、空行、合计行、合并单元格、多行表头都不必删改。表头里的空格、换行、括号说明不影响识别。',
    headers: '表头可以写成',
    required: '必有',
  },
  en: {
    summary: 'Which headers are understood?',
    lead: 'Each sheet is one kind of table, told by its headers. Titles, blank rows, sums, merged cells and headers over several rows can stay. Blanks, line breaks and remarks in brackets do not matter.',
    headers: 'The header may read',
    required: 'required',
  },
});

/** What an import understands, folded away until it is asked for. */
export function HeaderGuide() {
  const t = useMessages(m);
  return (
    <details className={css['guide']}>
      <summary>{t.summary}</summary>
      <p>{t.lead}</p>
      <Tables />
    </details>
  );
}

function Tables() {
  const t = useMessages(m);
  const label = useLabel();
  const fields = useCall(importFields, {}, { staleTime: 600_000 });
  if (fields.error) return <ErrorSentence error={fields.error} onRetry={() => void fields.refetch()} />;
  if (!fields.data) return <Skeleton />;
  const { sheets, fields: all } = fields.data;
  return sheets.map((sheet) => (
    <section key={sheet.id} className={css['sheet']}>
      <h3>{label(sheet.title)}</h3>
      <dl>
        {all
          .filter((field) => field.sheet === sheet.id)
          .map((field) => (
            <div key={field.id}>
              <dt>
                {label(field.title)}
                {sheet.required.includes(field.id) && <small>{t.required}</small>}
              </dt>
              <dd>
                {field.headers.join('、')}
                {field.hint && <p>{field.hint}</p>}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  ));
}
