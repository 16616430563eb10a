import { useCall } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatInstant } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Bar, StateTag } from '#shell/web/panel.tsx';
import { listSignatures } from '../reviews.contract.ts';
import css from './signatures.module.css';

const m = messages({
  zh: {
    lead: '按职务或指定承担责任的人逐类签字；党员按党籍承担的责任不要求签字。',
    person: '责任人',
    list: '责任清单',
    duties: '项数',
    state: '签字',
    open: '未签',
    again: '文本有改动，待重签',
    all: '看全部签字',
    bar: '签字完成的比例',
  },
  en: {
    lead: 'Whoever answers by a post or by name signs each list; what members bear by membership is not signed.',
    person: 'Who answers',
    list: 'List',
    duties: 'Duties',
    state: 'Signed',
    open: 'Not yet',
    again: 'Text changed: to be signed again',
    all: 'All signatures',
    bar: 'Share signed',
  },
});

/** Who has signed an edition in force; those who have not come first. */
export function Signatures({ frameworkId }: { frameworkId: string }) {
  const t = useMessages(m);
  const label = useLabel();
  const { data, error } = useCall(listSignatures, { params: { id: frameworkId } });
  if (error) return <ErrorSentence error={error} compact />;
  if (!data || data.due === 0) return null;
  return (
    <>
      <Bar
        value={data.signed}
        max={data.due}
        label={t.bar}
        shade="good"
        text={`${Math.round((data.signed / data.due) * 100)}%`}
      />
      <details className={css['all']}>
        <summary>{t.all}</summary>
        <p className="z-quiet">{t.lead}</p>
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">{t.person}</th>
              <th scope="col">{t.list}</th>
              <th scope="col">{t.duties}</th>
              <th scope="col">{t.state}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((item) => (
              <tr key={item.person.id + item.subject}>
                <th scope="row">{item.person.name}</th>
                <td>{label(item.title)}</td>
                <td className="z-number">{item.duties}</td>
                <td>
                  {item.signedAt ? (
                    formatInstant(item.signedAt)
                  ) : (
                    <StateTag shade="warn">{item.earlier ? t.again : t.open}</StateTag>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
