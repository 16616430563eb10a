import { useId, useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { TextAreaField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { type CaseView, evaluateCase } from '../cases.contract.ts';
import css from './conduct.module.css';
import { useNext } from './use-next.ts';

const m = messages({
  zh: {
    title: '支部综合评价',
    note: '对照上面的事实，由支委会或党员大会议定',
    grade: '等次',
    left: (n: number) => `本支部优秀还可评 ${n} 人`,
    words: '依据',
    hint: '做了什么、差在哪里。本人会看到。',
    save: '提交评价',
    done: '已提交',
  },
  en: {
    title: 'The branch’s evaluation',
    note: 'beside the facts above, as its committee or assembly decided',
    grade: 'Grade',
    left: (n) => `${n} more may be excellent in this branch`,
    words: 'Reasons',
    hint: 'What was done, and what falls short. The member will read it.',
    save: 'Submit',
    done: 'Submitted',
  },
});

/** The branch evaluates: every aspect, a grade, and why. */
export function EvaluationForm({ view }: { view: CaseView }) {
  const t = useMessages(m);
  const pick = useLabel();
  const id = useId();
  const { aspects, marks, grades } = view.terms;
  const [chosen, setChosen] = useState<Record<string, string>>(view.marks);
  const [grade, setGrade] = useState(view.grade);
  const [words, setWords] = useState(view.words);
  const next = useNext(view, 'evaluate');
  const send = useSend(evaluateCase, {
    onDone: () => {
      notify(t.done);
      void next();
    },
  });
  const full = view.kind === 'full';
  return (
    <Panel title={t.title} note={t.note}>
      <Form
        wide
        onSubmit={() => {
          void send.send({
            params: { id: view.id },
            ifMatch: view.version,
            body: { grade: full ? grade : null, marks: chosen, words },
          });
        }}
        submit={t.save}
        pending={send.pending}
        error={send.error}
      >
        <div className={css['marks']}>
          {aspects.map((aspect) => (
            <fieldset key={aspect.id} className={css['mark']}>
              <legend>{pick(aspect.title)}</legend>
              {marks.map((mark) => (
                <label key={mark.id} className={css['choice']}>
                  <input
                    type="radio"
                    name={`${id}-${aspect.id}`}
                    checked={chosen[aspect.id] === mark.id}
                    onChange={() => setChosen({ ...chosen, [aspect.id]: mark.id })}
                  />
                  {pick(mark.title)}
                </label>
              ))}
            </fieldset>
          ))}
          {full && (
            <fieldset className={css['mark']}>
              <legend>{t.grade}</legend>
              {grades.map((each) => (
                <label key={each.id} className={css['choice']}>
                  <input
                    type="radio"
                    name={`${id}-grade`}
                    checked={grade === each.id}
                    disabled={each.top === true && view.topLeft < 1 && grade !== each.id}
                    onChange={() => setGrade(each.id)}
                  />
                  {pick(each.title)}
                </label>
              ))}
              <span className="z-quiet">{t.left(Math.max(0, view.topLeft))}</span>
            </fieldset>
          )}
        </div>
        <TextAreaField
          label={t.words}
          hint={t.hint}
          problem={fieldError(send.error, 'words')}
          rows={3}
          maxLength={500}
          required
          value={words}
          onChange={setWords}
        />
      </Form>
    </Panel>
  );
}
