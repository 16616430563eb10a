import { InputNumber } from 'antd';
import { useId } from 'react';
import { sentenceOfCode } from '#shell/web/error-sentence.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { StateTag } from '#shell/web/panel.tsx';
import { Select } from '#shell/web/select.tsx';
import { attendanceOf } from '../meetings.rules.ts';
import { checkPaper, countVote, type PassBase } from '../voting.rules.ts';
import {
  attendees,
  chosenKinds,
  type DraftVote,
  type MeetingDraft,
  type MeetingForm,
  rulesOfForm,
} from './meeting-draft.ts';
import css from './meeting-form.module.css';

const m = messages({
  zh: {
    rule: '表决规则',
    inFavour: '赞成',
    against: '反对',
    abstained: '弃权',
    letters: '会前书面意见',
    issued: '发出票',
    returned: '收回票',
    invalid: '无效票',
    tellers: '计票人、监票人',
    tellersHint: '到会的两名同志',
    secret:
      '这项表决须无记名投票：纸质票当场清点，只记票数，不记谁投了什么。要在网上投，请到“评议”发起密态测评。',
    withLetters:
      '会前书面意见并入赞成、反对、弃权一起清点，这里只写共几份：分开写，就看得出写信的人投了什么。',
    base: '当选以什么为基数',
    bases: { due: '应到会人数', present: '实到会人数' },
    declared: '会上宣布',
    passedWord: '通过',
    failedWord: '未通过',
    passed: (needed: number) => `通过（须 ${needed} 票）`,
    failed: (needed: number) => `未通过（须 ${needed} 票）`,
    wrong: '会上宣布的结果与票数不符，请核对票数或改“会上宣布”。',
  },
  en: {
    rule: 'Rule',
    inFavour: 'For',
    against: 'Against',
    abstained: 'Abstained',
    letters: 'Letters',
    issued: 'Given out',
    returned: 'Handed back',
    invalid: 'Invalid',
    tellers: 'Tellers',
    tellersHint: 'Two who were there',
    secret:
      'A secret vote on paper, counted on the spot: only numbers are kept, never who voted what. For a vote on the network, open a sealed rating instead.',
    withLetters:
      'Letters of absent members are counted with the rest; only their number is kept, for which way they went would name who wrote them.',
    base: 'Counted on',
    bases: { due: 'those due', present: 'those present' },
    declared: 'Declared',
    passedWord: 'Passed',
    failedWord: 'Not passed',
    passed: (needed) => `Passed (${needed} needed)`,
    failed: (needed) => `Not passed (${needed} needed)`,
    wrong: 'What was declared does not agree with the votes. Check the numbers, or what was declared.',
  },
});

type Props = {
  form: MeetingForm;
  draft: MeetingDraft;
  vote: DraftVote;
  rules: { value: string; label: string }[];
  onChange: (vote: DraftVote) => void;
};

/** How a vote fell, counted at once by its clause; a secret one with its ballots and the two who counted them. */
export function VoteFields({ form, draft, vote, rules, onChange }: Props) {
  const t = useMessages(m);
  const id = useId();
  const rule = rulesOfForm(form).find((each) => each.code === vote.rule);
  const kind = chosenKinds(form, draft).find((each) => each.rules.includes(vote.rule));
  const list = attendees(form, draft);
  const { voters } = attendanceOf(list, kind?.audience ?? 'members');
  const votes = { inFavour: vote.inFavour, against: vote.against, abstained: vote.abstained };
  const here = list.filter((each) => each.presence === 'present' && each.votes).map((each) => each.personId);
  const letters = rule?.absentWritten ? vote.letters : 0;
  const counted = rule ? countVote(rule, voters, votes, letters, vote.base ?? undefined) : null;
  const paper = rule?.secret ? checkPaper(rule, voters, votes, vote, new Set(here), letters) : null;
  const wrong = counted?.ok && counted.value.passed !== (vote.declared === 'passed');
  const numbers = [
    ...(rule?.secret ? (['issued', 'returned'] as const) : []),
    ...(rule?.absentWritten ? (['letters'] as const) : []),
    'inFavour',
    'against',
    'abstained',
    ...(rule?.secret ? (['invalid'] as const) : []),
  ] as const;
  return (
    <div className={css['vote']}>
      {rules.length > 1 && (
        <Select
          aria-label={t.rule}
          className={css['wide']}
          value={vote.rule}
          onChange={(code) => onChange({ ...vote, rule: code })}
          options={rules}
        />
      )}
      {rule?.secret && <p className={css['secret']}>{t.secret}</p>}
      {rule?.absentWritten && <p className={css['secret']}>{t.withLetters}</p>}
      {numbers.map((field) => (
        <label key={field} htmlFor={`${id}-${field}`}>
          <span>{t[field]}</span>
          <InputNumber
            id={`${id}-${field}`}
            min={0}
            max={100_000}
            value={vote[field]}
            onChange={(value) => onChange({ ...vote, [field]: value ?? 0 })}
          />
        </label>
      ))}
      {rule?.secret && (
        <Select
          aria-label={t.tellers}
          mode="multiple"
          maxCount={2}
          className={css['wide']}
          placeholder={`${t.tellers}：${t.tellersHint}`}
          optionFilterProp="label"
          value={vote.tellerIds.filter((each) => here.includes(each))}
          onChange={(tellerIds) => onChange({ ...vote, tellerIds })}
          options={form.roster
            .filter((row) => here.includes(row.personId))
            .map((row) => ({ value: row.personId, label: row.name }))}
        />
      )}
      {rule?.passBase === 'chosen' && (
        <Select<PassBase>
          aria-label={t.base}
          placeholder={t.base}
          className={css['half']}
          value={vote.base ?? undefined}
          onChange={(base) => onChange({ ...vote, base })}
          options={(['due', 'present'] as const).map((value) => ({ value, label: t.bases[value] }))}
        />
      )}
      <label htmlFor={`${id}-declared`}>
        <span>{t.declared}</span>
        <Select<'passed' | 'failed'>
          id={`${id}-declared`}
          aria-label={t.declared}
          value={vote.declared}
          onChange={(declared) => onChange({ ...vote, declared })}
          options={[
            { value: 'passed', label: t.passedWord },
            { value: 'failed', label: t.failedWord },
          ]}
        />
      </label>
      <span aria-live="polite">
        {counted?.ok ? (
          <StateTag shade={counted.value.passed ? 'good' : 'bad'}>
            {counted.value.passed ? t.passed(counted.value.needed) : t.failed(counted.value.needed)}
          </StateTag>
        ) : (
          counted && <span className={css['problem']}>{sentenceOfCode(counted.refusal)}</span>
        )}
        {paper && !paper.ok && <span className={css['problem']}> {sentenceOfCode(paper.refusal)}</span>}
        {wrong && <span className={css['problem']}> {t.wrong}</span>}
      </span>
    </div>
  );
}
