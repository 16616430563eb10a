import { Input } from 'antd';
import { useId } from 'react';
import { Field } from '#shell/web/field.tsx';
import { TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError, type ProblemError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import type { AllianceContent } from '#standards/packs/alliance-modes.schema.ts';
import { type AgreementDraft, answersOf } from './agreement-draft.ts';
import css from './alliances.module.css';
import modeCss from './mode-advice.module.css';
import { ModeAdvice, ModeTable, useAdvice, useTitles } from './mode-advice.tsx';
import { PartiesField } from './parties-field.tsx';
import { PartyPicker } from './party-picker.tsx';

const m = messages({
  zh: {
    who: '一、谁和谁',
    lead: '牵头单位',
    leadHint: '由谁牵头、由谁报批',
    leadDuty: '牵头单位承担什么',
    which: '二、用哪种模式',
    whichNote: '几方、隶属关系由成员自动得出',
    told: (value: string) => `${value}（由成员得出）`,
    untold: '选好上面的成员后自动得出',
    text: '三、写明协议',
    mode: '采用的模式',
    differs: '与建议不同的理由',
    differsHint: '判定表另有建议，请说明为什么仍然这样联',
    name: '名称',
    purpose: '要办成什么事',
    purposeHint: '单个单位办不成、联起来才能办成的事',
    council: '联席会议',
    councilHint: '谁参加、多久开一次',
    ending: '怎样终止',
    endingHint: '到期怎么办，中途退出怎么办',
    from: '开始',
    until: '终止（复核）日期',
  },
  en: {
    who: '1 Who with whom',
    lead: 'Lead',
    leadHint: 'Who leads and hands it in',
    leadDuty: 'What the lead undertakes',
    which: '2 In which mode',
    whichNote: 'number and belonging are read off the parties',
    told: (value) => `${value} (read off the parties)`,
    untold: 'read off the parties once they are chosen',
    text: '3 The agreement',
    mode: 'Mode',
    differs: 'Why another mode',
    differsHint: 'The table advises otherwise: say why this one all the same',
    name: 'Name',
    purpose: 'What is to be achieved',
    purposeHint: 'What none can do alone',
    council: 'Council',
    councilHint: 'Who sits in it, how often it meets',
    ending: 'How it ends',
    endingHint: 'At its term, and when somebody leaves early',
    from: 'From',
    until: 'Until (review)',
  },
});

const TOLD = new Set(['subjects', 'belonging']);

type Props = {
  content: AllianceContent;
  draft: AgreementDraft;
  onChange: (draft: AgreementDraft) => void;
  onSubmit: () => void;
  submit: string;
  pending: boolean;
  error: ProblemError | null;
  /** The lead of an existing alliance stays. */
  leadFixed?: boolean;
};

/** The form of an agreement: who, in which mode by the decision table, and what is agreed. */
export function AgreementForm(props: Props) {
  const { content, draft, onChange, onSubmit, submit, pending, error, leadFixed = false } = props;
  const t = useMessages(m);
  const pick = useLabel();
  const title = useTitles(content);
  const id = useId();
  const answers = answersOf(draft);
  const advice = useAdvice(content, answers);
  const advised = 'open' in advice ? undefined : advice.mode;
  const mode = draft.mode || advised || '';
  const spec = content.modes.find((each) => each.id === mode);
  const set = (change: Partial<AgreementDraft>) => onChange({ ...draft, ...change });
  const text = (key: 'leadDuty' | 'differsBecause' | 'purpose' | 'council' | 'ending', rows: number) => (
    <Input.TextArea
      id={`${id}-${key}`}
      rows={rows}
      value={draft[key]}
      onChange={(event) => set({ [key]: event.target.value })}
    />
  );
  return (
    <Form wide onSubmit={onSubmit} submit={submit} pending={pending} error={error}>
      <Panel title={t.who}>
        <div className={css['form']}>
          <Field
            label={t.lead}
            id={`${id}-lead`}
            hint={t.leadHint}
            problem={fieldError(error, 'leadId')}
            required
          >
            {leadFixed ? (
              <Input id={`${id}-lead`} value={draft.lead?.label} readOnly />
            ) : (
              <PartyPicker id={`${id}-lead`} value={draft.lead} onChange={(lead) => set({ lead })} own />
            )}
          </Field>
          <Field label={t.leadDuty} id={`${id}-leadDuty`}>
            {text('leadDuty', 2)}
          </Field>
          <PartiesField
            parties={draft.parties}
            onChange={(parties) => set({ parties })}
            problem={fieldError(error, 'parties')}
          />
        </div>
      </Panel>
      <Panel title={t.which} note={t.whichNote}>
        <div className={css['column']}>
          {content.inputs.map((input) => (
            <fieldset key={input.id} className={modeCss['question']}>
              <legend>{pick(input.title)}</legend>
              {TOLD.has(input.id) ? (
                <p className={css['quiet']}>
                  {answers[input.id] ? t.told(title.value(input.id, answers[input.id] ?? '')) : t.untold}
                </p>
              ) : (
                <div className={modeCss['choices']}>
                  {input.values.map((value) => (
                    <label key={value.id}>
                      <input
                        type="radio"
                        name={`${id}-${input.id}`}
                        checked={answers[input.id] === value.id}
                        onChange={() => set({ answers: { ...draft.answers, [input.id]: value.id } })}
                      />
                      {pick(value.title)}
                    </label>
                  ))}
                </div>
              )}
            </fieldset>
          ))}
          <ModeAdvice content={content} answers={answers} chosen={mode} />
          <ModeTable content={content} />
        </div>
      </Panel>
      <Panel title={t.text}>
        <div className={css['form']}>
          <SelectField
            label={t.mode}
            problem={fieldError(error, 'mode')}
            required
            value={mode || undefined}
            onChange={(value) => set({ mode: value })}
            options={content.modes.map((each) => ({ value: each.id, label: pick(each.title) }))}
          />
          {advised !== undefined && mode !== '' && advised !== mode && (
            <Field
              label={t.differs}
              id={`${id}-differsBecause`}
              hint={t.differsHint}
              problem={fieldError(error, 'differsBecause')}
              required
            >
              {text('differsBecause', 2)}
            </Field>
          )}
          <TextField
            label={t.name}
            problem={fieldError(error, 'name')}
            maxLength={60}
            required
            value={draft.name}
            onChange={(value) => set({ name: value })}
          />
          <Field
            label={t.purpose}
            id={`${id}-purpose`}
            hint={t.purposeHint}
            problem={fieldError(error, 'purpose')}
          >
            {text('purpose', 3)}
          </Field>
          {spec?.council && (
            <Field label={t.council} id={`${id}-council`} hint={t.councilHint}>
              {text('council', 2)}
            </Field>
          )}
          <div className={css['pair']}>
            {(['fromOn', 'sunsetOn'] as const).map((key) => (
              <Field
                key={key}
                label={key === 'fromOn' ? t.from : t.until}
                id={`${id}-${key}`}
                problem={fieldError(error, key)}
                required
              >
                <Input
                  id={`${id}-${key}`}
                  type="date"
                  value={draft[key]}
                  onChange={(event) => set({ [key]: event.target.value })}
                />
              </Field>
            ))}
          </div>
          <Field label={t.ending} id={`${id}-ending`} hint={t.endingHint}>
            {text('ending', 2)}
          </Field>
        </div>
      </Panel>
    </Form>
  );
}
