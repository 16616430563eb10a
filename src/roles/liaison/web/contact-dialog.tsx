import { useId, useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { DayField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { type readMyLiaison, recordContact } from '../liaison.contract.ts';
import css from './liaison.module.css';

const m = messages({
  zh: {
    title: (name: string) => `联系了 ${name}`,
    on: '日期',
    way: '方式',
    topics: '主题',
    none: '没有写内容的地方：谈了什么只留在两人之间。需要组织解决的，请另外反映到问题台账。',
    save: '记下',
    saved: '已记下',
  },
  en: {
    title: (name) => `In touch with ${name}`,
    on: 'Day',
    way: 'How',
    topics: 'Topics',
    none: 'There is no field for what was said: that stays between the two. What the organisation has to solve goes into the ledger of problems.',
    save: 'Note it',
    saved: 'Noted',
  },
});

type Mine = ResponseOf<typeof readMyLiaison>;
/** Somebody that one keeps contact with. */
export type Contact = { layer: 'member' | 'mass'; id: string; name: string };

/** Notes a contact in three taps: the day is today, the way is the first, and a topic is chosen. */
export function ContactDialog({ mine, to, onClose }: { mine: Mine; to: Contact; onClose: () => void }) {
  const t = useMessages(m);
  const pick = useLabel();
  const id = useId();
  const [on, setOn] = useState(today());
  const [way, setWay] = useState(mine.ways[0]?.id ?? '');
  const [topics, setTopics] = useState<string[]>([]);
  const { send, pending, error } = useSend(recordContact, {
    onDone: () => {
      notify(t.saved);
      onClose();
    },
  });
  const target = to.layer === 'member' ? { personId: to.id } : { outsiderId: to.id };
  return (
    <FormDialog
      title={t.title(to.name)}
      confirm={t.save}
      pending={pending}
      disabled={topics.length === 0}
      onConfirm={() => send({ body: { ...target, on, way, topics } })}
      onClose={onClose}
    >
      <fieldset className={css['choices']}>
        <legend>{t.topics}</legend>
        {mine.topics
          .filter((topic) => topic.of.includes(to.layer))
          .map((topic) => (
            <label key={topic.id} className={css['choice']}>
              <input
                type="checkbox"
                checked={topics.includes(topic.id)}
                onChange={(event) =>
                  setTopics(
                    event.target.checked
                      ? [...topics, topic.id].slice(-5)
                      : topics.filter((each) => each !== topic.id),
                  )
                }
              />
              {pick(topic.title)}
            </label>
          ))}
      </fieldset>
      <fieldset className={css['choices']}>
        <legend>{t.way}</legend>
        {mine.ways.map((each) => (
          <label key={each.id} className={css['choice']}>
            <input
              type="radio"
              name={`${id}-way`}
              checked={way === each.id}
              onChange={() => setWay(each.id)}
            />
            {pick(each.title)}
          </label>
        ))}
      </fieldset>
      <DayField
        label={t.on}
        problem={fieldError(error, 'on')}
        max={today()}
        required
        value={on}
        onChange={setOn}
      />
      <p className="z-quiet">{t.none}</p>
      {error && <ErrorSentence error={error} compact />}
    </FormDialog>
  );
}
