import { Button, Input } from 'antd';
import { useId } from 'react';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Note, Panel } from '#shell/web/panel.tsx';
import { fieldError, type ProblemError } from '#shell/web/problem-error.ts';
import { participation } from '../meetings.rules.ts';
import { attendees, type MeetingDraft, type MeetingForm, peopleThere } from './meeting-draft.ts';
import css from './meeting-form.module.css';

const m = messages({
  zh: {
    title: '议题与发言',
    topic: (n: number) => `议题 ${n}`,
    placeholder: '议的什么，一句话',
    who: '谁发了言',
    whoHint: '点名字即可',
    turn: (names: string) => `好久没发言的：${names}。可以请他们先说。`,
    balance: (spoke: number, present: number) => `${present} 人到会，${spoke} 人发言`,
    add: '加一个议题',
    remove: (n: number) => `删去议题 ${n}`,
  },
  en: {
    title: 'Topics and who spoke',
    topic: (n) => `Topic ${n}`,
    placeholder: 'What was discussed, in a sentence',
    who: 'Who spoke',
    whoHint: 'Press the names',
    turn: (names) => `Silent for long: ${names}. You might let them speak first.`,
    balance: (spoke, present) => `${spoke} of ${present} present spoke`,
    add: 'Add a topic',
    remove: (n) => `Remove topic ${n}`,
  },
});

type Props = {
  form: MeetingForm;
  draft: MeetingDraft;
  onChange: (draft: MeetingDraft) => void;
  error: ProblemError | null;
};

/** What was discussed and who spoke, with the balance of it and whose turn it is next. */
export function TopicsField({ form, draft, onChange, error }: Props) {
  const t = useMessages(m);
  const id = useId();
  const there = peopleThere(form, draft);
  const set = (at: number, change: Partial<MeetingDraft['topics'][number]>) =>
    onChange({
      ...draft,
      topics: draft.topics.map((topic, place) => (place === at ? { ...topic, ...change } : topic)),
    });
  const toggle = (at: number, personId: string) => {
    const speakers = draft.topics[at]?.speakerIds ?? [];
    set(at, {
      speakerIds: speakers.includes(personId)
        ? speakers.filter((each) => each !== personId)
        : [...speakers, personId],
    });
  };
  const balance = participation(
    attendees(form, draft),
    draft.topics.map((topic) => topic.speakerIds),
  );
  const turn = form.nextSpeakers
    .map((personId) => there.find((person) => person.personId === personId)?.name)
    .filter((name) => name !== undefined);
  return (
    <Panel title={t.title} note={balance.present > 0 ? t.balance(balance.spoke, balance.present) : undefined}>
      {turn.length > 0 && balance.present >= 3 && balance.spoke <= 1 && (
        <div className={css['spaced']}>
          <Note>{t.turn(turn.join('、'))}</Note>
        </div>
      )}
      <ol className={css['blocks']}>
        {draft.topics.map((topic, at) => (
          <li key={at}>
            <div className={css['line']}>
              <label htmlFor={`${id}-${at}`}>{t.topic(at + 1)}</label>
              {draft.topics.length > 1 && (
                <button
                  type="button"
                  className={css['link']}
                  onClick={() =>
                    onChange({ ...draft, topics: draft.topics.filter((_, place) => place !== at) })
                  }
                >
                  {t.remove(at + 1)}
                </button>
              )}
            </div>
            <Input
              id={`${id}-${at}`}
              maxLength={200}
              placeholder={t.placeholder}
              value={topic.text}
              onChange={(event) => set(at, { text: event.target.value })}
            />
            {at === 0 && fieldError(error, 'topics') && (
              <p className={css['problem']}>{fieldError(error, 'topics')}</p>
            )}
            {there.length > 0 && (
              <fieldset className={css['speakers']}>
                <legend>
                  {t.who} <span className="z-quiet">{t.whoHint}</span>
                </legend>
                {there.map((person) => (
                  <button
                    key={person.personId}
                    type="button"
                    className={css['speaker']}
                    aria-pressed={topic.speakerIds.includes(person.personId)}
                    onClick={() => toggle(at, person.personId)}
                  >
                    {person.name}
                  </button>
                ))}
              </fieldset>
            )}
          </li>
        ))}
      </ol>
      {draft.topics.length < 20 && (
        <Button
          onClick={() => onChange({ ...draft, topics: [...draft.topics, { text: '', speakerIds: [] }] })}
        >
          {t.add}
        </Button>
      )}
    </Panel>
  );
}
