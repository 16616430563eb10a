import { Button } from 'antd';
import { useState } from 'react';
import { Dialog } from '#shell/web/dialog.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { DayField, TextAreaField, TextField } from '#shell/web/fields.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { letters } from '#standards/packs/tasks.schema.ts';
import type { PlanDetail } from '../plans/plans.contract.ts';
import { type PartDraft, PartsField } from './parts-field.tsx';
import css from './plan.module.css';

const m = messages({
  zh: {
    add: '添加任务',
    edit: '修改任务',
    title: '任务',
    standard: '完成标准',
    outcomes: '预期结果',
    outcomesHint: '一行一条，写看得见的结果，不写过程',
    starts: '开始',
    due: '时限',
    needs: '前置任务',
    needsHint: '这些办结后才能报告结果',
    remove: '删去这项',
    cancel: '取消',
    save: '保存',
  },
  en: {
    add: 'Add a task',
    edit: 'Edit the task',
    title: 'Task',
    standard: 'Done when',
    outcomes: 'Expected outcomes',
    outcomesHint: 'One a line: what can be seen, not how',
    starts: 'Starts',
    due: 'Due',
    needs: 'Waits for',
    needsHint: 'It can be reported after these',
    remove: 'Remove it',
    cancel: 'Cancel',
    save: 'Save',
  },
});

type Entry = PlanDetail['entries'][number];
type Props = {
  plan: PlanDetail;
  entry: Entry | null;
  pending: boolean;
  error: unknown;
  onSave: (entries: Entry[]) => void;
  onClose: () => void;
};

/** One task of a draft with its six letters. Holes may be saved: the check names them. */
export function EntryDialog({ plan, entry, pending, error, onSave, onClose }: Props) {
  const t = useMessages(m);
  const label = useLabel();
  const names = new Map(plan.persons.map((person) => [person.id, person.name]));
  const [typed, setTyped] = useState({
    title: entry?.title ?? '',
    standard: entry?.standard ?? '',
    outcomes: entry?.outcomes.join('\n') ?? '',
    startsOn: entry?.startsOn ?? '',
    dueOn: entry?.dueOn ?? '',
    needs: entry?.needs ?? [],
  });
  const [parts, setParts] = useState<PartDraft[]>(
    () => entry?.parts.map((part) => ({ ...part, name: names.get(part.personId) ?? '' })) ?? [],
  );
  const rest = plan.entries.filter((each) => each.key !== entry?.key);
  const problems: Partial<Record<(typeof letters)[number], string[]>> = {};
  for (const finding of plan.findings.filter((each) => each.key === entry?.key)) {
    const letter = letters.find((each) => finding.code === `no-${each}` || finding.code === `two-${each}s`);
    if (letter && !parts.some((part) => part.letter === letter))
      problems[letter] = [...(problems[letter] ?? []), label(finding.repair)];
  }
  const save = () => {
    const next: Entry = {
      key: entry?.key ?? freeKey(plan),
      title: typed.title.trim(),
      standard: typed.standard.trim(),
      outcomes: typed.outcomes
        .split('\n')
        .map((text) => text.trim())
        .filter(Boolean),
      startsOn: typed.startsOn || null,
      dueOn: typed.dueOn || null,
      needs: typed.needs,
      parts: parts.map(({ name: _name, ...part }) => part),
    };
    onSave(
      entry ? plan.entries.map((each) => (each.key === entry.key ? next : each)) : [...plan.entries, next],
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={entry ? t.edit : t.add}
      width={760}
      actions={
        <>
          {entry && (
            <Button
              danger
              onClick={() =>
                onSave(
                  rest.map((each) => ({ ...each, needs: each.needs.filter((need) => need !== entry.key) })),
                )
              }
            >
              {t.remove}
            </Button>
          )}
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="primary" loading={pending} disabled={typed.title.trim() === ''} onClick={save}>
            {t.save}
          </Button>
        </>
      }
    >
      <TextField
        label={t.title}
        maxLength={200}
        required
        value={typed.title}
        onChange={(value) => setTyped({ ...typed, title: value })}
      />
      <TextAreaField
        label={t.outcomes}
        hint={t.outcomesHint}
        rows={2}
        maxLength={2000}
        required
        value={typed.outcomes}
        onChange={(value) => setTyped({ ...typed, outcomes: value })}
      />
      <div className={css['pair']}>
        <DayField
          label={t.starts}
          value={typed.startsOn}
          onChange={(value) => setTyped({ ...typed, startsOn: value })}
        />
        <DayField
          label={t.due}
          min={plan.fromOn}
          max={plan.toOn}
          required
          value={typed.dueOn}
          onChange={(value) => setTyped({ ...typed, dueOn: value })}
        />
      </div>
      <PartsField
        of={{ orgId: plan.orgId }}
        letters={letters}
        value={parts}
        onChange={setParts}
        problems={problems}
      />
      {rest.length > 0 && (
        <SelectField
          label={t.needs}
          hint={t.needsHint}
          mode="multiple"
          value={typed.needs}
          onChange={(needs) => setTyped({ ...typed, needs })}
          options={rest.map((each) => ({ value: each.key, label: each.title }))}
        />
      )}
      <TextAreaField
        label={t.standard}
        rows={2}
        maxLength={1000}
        value={typed.standard}
        onChange={(value) => setTyped({ ...typed, standard: value })}
      />
      {error ? <ErrorSentence error={error} compact /> : null}
    </Dialog>
  );
}

function freeKey(plan: PlanDetail): string {
  const taken = new Set(plan.entries.map((each) => each.key));
  for (let at = plan.entries.length + 1; ; at++) if (!taken.has(`t${at}`)) return `t${at}`;
}
