import { useId, useState } from 'react';
import { Field } from '#shell/web/field.tsx';
import { TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Note, Panel } from '#shell/web/panel.tsx';
import type { ProblemError } from '#shell/web/problem-error.ts';
import { fieldError } from '#shell/web/problem-error.ts';
import type { RoundDraft } from '../rounds.contract.ts';
import { type FormScheme, GroupFields } from './group-fields.tsx';
import { RateePicker } from './ratee-picker.tsx';
import { roundWords } from './round-words.ts';
import css from './rounds.module.css';
import { TrusteeFields } from './trustee-fields.tsx';

const m = messages({
  zh: {
    basics: '基本情况',
    name: '名称',
    closes: '截止日期',
    closesHint: '当天仍可评议，次日起不再收票。',
    mode: '保密方式',
    items: (names: string) => `测评内容：${names}`,
    groups: '评议主体',
    ratees: '被评组织',
    trustees: '密钥保管人',
    trusteesHint: '三位不同的人，任意两位可以计票，一位缺席或丢失密钥不影响。组织者和三类管理员不能保管。',
    chosen: (n: number) => `已选 ${n} 个`,
    save: '保存草稿',
  },
  en: {
    basics: 'Basics',
    name: 'Name',
    closes: 'Closing day',
    closesHint: 'Ballots are taken on that day and not after it.',
    mode: 'Secrecy',
    items: (names) => `Questions: ${names}`,
    groups: 'Groups of raters',
    ratees: 'Organisations rated',
    trustees: 'Trustees of the key',
    trusteesHint:
      'Three different people; any two can tally, so one may be away or lose the key. Neither the organiser nor an administrator.',
    chosen: (n) => `${n} chosen`,
    save: 'Save draft',
  },
});

type Props = {
  orgId: string;
  scheme: FormScheme;
  start: RoundDraft;
  pending: boolean;
  error: ProblemError | null;
  onSave: (draft: RoundDraft) => void;
};

/** The form of a round's draft, for making one and for changing one. */
export function RoundForm({ orgId, scheme, start, pending, error, onSave }: Props) {
  const t = useMessages(m);
  const words = useMessages(roundWords);
  const label = useLabel();
  const id = useId();
  const [draft, setDraft] = useState(start);
  const change = (part: Partial<RoundDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = () => {
    const named = new Set(
      draft.groups.filter((group) => group.source === 'named').map((group) => group.code),
    );
    onSave({
      ...draft,
      raters: draft.raters.filter((rater) => named.has(rater.group)),
      trustees: draft.mode === 'sealed' ? draft.trustees : [],
    });
  };
  return (
    <Form
      wide
      onSubmit={submit}
      submit={t.save}
      pending={pending}
      error={error}
      disabled={!draft.title.trim() || draft.rateeIds.length === 0}
    >
      <Panel title={t.basics} note={t.items(scheme.items.map((item) => label(item.title)).join('、'))}>
        <div className={css['pair']}>
          <TextField
            label={t.name}
            problem={fieldError(error, 'title')}
            maxLength={80}
            required
            value={draft.title}
            onChange={(value) => change({ title: value })}
          />
          <Field
            label={t.closes}
            id={`${id}-closes`}
            hint={t.closesHint}
            required
            problem={fieldError(error, 'closesOn')}
          >
            <input
              id={`${id}-closes`}
              type="date"
              className={css['input']}
              value={draft.closesOn}
              onChange={(event) => change({ closesOn: event.target.value })}
            />
          </Field>
        </div>
        <fieldset className={css['modes']}>
          <legend>{t.mode}</legend>
          {(['sealed', 'named'] as const).map((mode) => (
            <label key={mode} className={css['mode']} htmlFor={`${id}-${mode}`}>
              <input
                id={`${id}-${mode}`}
                type="radio"
                name={`${id}-mode`}
                checked={draft.mode === mode}
                onChange={() => change({ mode })}
              />
              <strong>{words.modes[mode]}</strong>
              <small>{words.modeHints[mode]}</small>
            </label>
          ))}
        </fieldset>
      </Panel>
      <Panel title={t.groups}>
        <GroupFields orgId={orgId} scheme={scheme} draft={draft} onChange={change} />
      </Panel>
      <Panel title={t.ratees} note={t.chosen(draft.rateeIds.length)}>
        <RateePicker
          orgId={orgId}
          schemeId={scheme.id}
          chosen={draft.rateeIds}
          onChange={(rateeIds) => change({ rateeIds })}
        />
      </Panel>
      {draft.mode === 'sealed' && (
        <Panel title={t.trustees}>
          <Note>{t.trusteesHint}</Note>
          <TrusteeFields
            orgId={orgId}
            trustees={draft.trustees}
            onChange={(trustees) => change({ trustees })}
          />
        </Panel>
      )}
    </Form>
  );
}
