import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { TextAreaField } from '#shell/web/fields.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { type CaseView, checkCase } from '../cases.contract.ts';
import css from './conduct.module.css';
import { useNext } from './use-next.ts';

const m = messages({
  zh: {
    title: '抽考核对',
    note: '依据支部以外的来源核对事实，不考人、不打分',
    source: (n: number) => `第 ${n} 项的依据`,
    item: (n: number) => `第 ${n} 项核对了什么`,
    placeholder: '例如：回访两名服务对象，11月确有上门办事',
    finding: (n: number) => `第 ${n} 项的结论`,
    stands: '属实',
    differs: '不一致',
    add: '再核对一项',
    remove: (n: number) => `删去第 ${n} 项`,
    removeWord: '删去',
    why: '哪里不一致，要支部怎么改',
    whyHint: '有不一致的项时退回支部重评。',
    save: '提交核对',
    saveBack: '退回支部',
    done: '已提交',
  },
  en: {
    title: 'The check',
    note: 'facts against sources outside the branch; nobody is examined or scored',
    source: (n) => `Source of item ${n}`,
    item: (n) => `What was checked, item ${n}`,
    placeholder: 'For instance: asked two people who were served in November',
    finding: (n) => `Finding of item ${n}`,
    stands: 'it stands',
    differs: 'it differs',
    add: 'Another item',
    remove: (n) => `Remove item ${n}`,
    removeWord: 'Remove',
    why: 'What differs, and what the branch should change',
    whyHint: 'If an item differs, it goes back to the branch.',
    save: 'Submit the check',
    saveBack: 'Return to the branch',
    done: 'Submitted',
  },
});

type Item = { source: string; item: string; finding: 'stands' | 'differs' };

/** The drawn checker says what was looked into, where, and what was found. */
export function CheckForm({ view }: { view: CaseView }) {
  const t = useMessages(m);
  const pick = useLabel();
  const { sources } = view.terms;
  const blank: Item = { source: sources[0]?.id ?? '', item: '', finding: 'stands' };
  const [items, setItems] = useState<Item[]>([blank]);
  const [note, setNote] = useState('');
  const next = useNext(view, 'check');
  const send = useSend(checkCase, {
    onDone: () => {
      notify(t.done);
      void next();
    },
  });
  const differs = items.some((each) => each.finding === 'differs');
  const set = (at: number, change: Partial<Item>) =>
    setItems(items.map((each, place) => (place === at ? { ...each, ...change } : each)));
  return (
    <Panel title={t.title} note={t.note}>
      <div className={css['form']}>
        <div>
          {items.map((each, at) => (
            <div key={at} className={css['row']}>
              <select
                className={css['select']}
                aria-label={t.source(at + 1)}
                value={each.source}
                onChange={(event) => set(at, { source: event.target.value })}
              >
                {sources.map((source) => (
                  <option key={source.id} value={source.id}>
                    {pick(source.title)}
                  </option>
                ))}
              </select>
              <input
                className={css['input']}
                aria-label={t.item(at + 1)}
                placeholder={t.placeholder}
                maxLength={200}
                value={each.item}
                onChange={(event) => set(at, { item: event.target.value })}
              />
              <select
                className={css['select']}
                aria-label={t.finding(at + 1)}
                value={each.finding}
                onChange={(event) =>
                  set(at, { finding: event.target.value === 'differs' ? 'differs' : 'stands' })
                }
              >
                <option value="stands">{t.stands}</option>
                <option value="differs">{t.differs}</option>
              </select>
              {items.length > 1 && (
                <Button
                  type="link"
                  aria-label={t.remove(at + 1)}
                  onClick={() => setItems(items.filter((_, place) => place !== at))}
                >
                  {t.removeWord}
                </Button>
              )}
            </div>
          ))}
          {items.length < 10 && <Button onClick={() => setItems([...items, blank])}>{t.add}</Button>}
        </div>
        {differs && (
          <TextAreaField
            label={t.why}
            hint={t.whyHint}
            problem={fieldError(send.error, 'note')}
            rows={3}
            maxLength={500}
            required
            value={note}
            onChange={setNote}
          />
        )}
        {send.error && <ErrorSentence error={send.error} />}
        <div className={css['buttons']}>
          <Button
            type="primary"
            loading={send.pending}
            onClick={() =>
              void send.send({
                params: { id: view.id },
                ifMatch: view.version,
                body: { checks: items, note: differs ? note : '' },
              })
            }
          >
            {differs ? t.saveBack : t.save}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
