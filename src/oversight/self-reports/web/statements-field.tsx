import { Button, Input } from 'antd';
import { useId } from 'react';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import type { SelfReportView } from '../self-reports.contract.ts';
import { standingOf } from '../self-reports.rules.ts';
import css from './report.module.css';
import { reportWords, standingShade } from './report-words.ts';

const m = messages({
  zh: {
    title: '本人补充',
    hint: '系统没有记到的事，一句话一条；也可以写想法和建议。',
    add: '补一件事',
    addOpinion: '写想法建议',
    placeholder: { fact: '做了什么、结果怎样', opinion: '想法、困难或建议' },
    dispute: (title: string) => `《${title}》哪里不对`,
    cite: '对应哪条记录（可不选）',
    none: '不对应记录',
    remove: (n: number) => `删去第 ${n} 条`,
    label: (n: number) => `第 ${n} 条`,
    legend: '有据：有本人参加的记录；待核：支部核对后算数；主观：个人看法，不作为事实。',
  },
  en: {
    title: 'What I add',
    hint: 'Things that are not on record, a sentence each; also thoughts and proposals.',
    add: 'Something I did',
    addOpinion: 'A thought or proposal',
    placeholder: {
      fact: 'What you did, and what came of it',
      opinion: 'A thought, a difficulty, a proposal',
    },
    dispute: (title) => `What is wrong with “${title}”`,
    cite: 'Which record it belongs to (optional)',
    none: 'No record',
    remove: (n) => `Remove number ${n}`,
    label: (n) => `Number ${n}`,
    legend:
      'On record: you took part in that record. To be checked: counts once the branch has checked it. Opinion: not taken as a fact.',
  },
});

/** A statement as it is typed. */
export type DraftStatement = {
  text: string;
  nature: 'fact' | 'opinion';
  recordId: string | null;
  disputesRecordId: string | null;
};

type Props = {
  records: SelfReportView['facts']['records'];
  statements: readonly DraftStatement[];
  onChange: (statements: DraftStatement[]) => void;
};

/** What the member adds, each with how it will stand: worked out from what is typed, never chosen. */
export function StatementsField({ records, statements, onChange }: Props) {
  const t = useMessages(m);
  const words = useMessages(reportWords);
  const id = useId();
  const own = new Set(records.map((record) => record.id));
  const titleOf = new Map(records.map((record) => [record.id, record.title]));
  const set = (at: number, change: Partial<DraftStatement>) =>
    onChange(statements.map((each, place) => (place === at ? { ...each, ...change } : each)));
  const add = (nature: DraftStatement['nature']) =>
    onChange([...statements, { text: '', nature, recordId: null, disputesRecordId: null }]);
  return (
    <Panel title={t.title}>
      <p className={css['hint']}>{t.hint}</p>
      <ol className={css['statements']}>
        {statements.map((statement, at) => {
          const standing = standingOf(statement, own);
          return (
            <li key={at}>
              <div className={css['line']}>
                <label htmlFor={`${id}-${at}`}>
                  {statement.disputesRecordId
                    ? t.dispute(titleOf.get(statement.disputesRecordId) ?? '')
                    : t.label(at + 1)}
                </label>
                {statement.text.trim() !== '' && (
                  <StateTag shade={standingShade[standing]}>{words.standings[standing]}</StateTag>
                )}
                <button
                  type="button"
                  className={css['link']}
                  onClick={() => onChange(statements.filter((_, place) => place !== at))}
                >
                  {t.remove(at + 1)}
                </button>
              </div>
              <Input.TextArea
                id={`${id}-${at}`}
                autoSize={{ minRows: 2, maxRows: 5 }}
                maxLength={300}
                placeholder={t.placeholder[statement.nature]}
                value={statement.text}
                onChange={(event) => set(at, { text: event.target.value.replace(/\s*\n\s*/g, ' ') })}
              />
              {statement.nature === 'fact' && !statement.disputesRecordId && records.length > 0 && (
                <select
                  aria-label={t.cite}
                  className={css['cite']}
                  value={statement.recordId ?? ''}
                  onChange={(event) => set(at, { recordId: event.target.value || null })}
                >
                  <option value="">{t.none}</option>
                  {records.map((record) => (
                    <option key={record.id} value={record.id}>
                      {formatDay(record.occurredOn)} {record.title}
                    </option>
                  ))}
                </select>
              )}
            </li>
          );
        })}
      </ol>
      {statements.length < 20 && (
        <div className={css['buttons']}>
          <Button onClick={() => add('fact')}>{t.add}</Button>
          <Button onClick={() => add('opinion')}>{t.addOpinion}</Button>
        </div>
      )}
      {statements.length > 0 && <p className={css['legend']}>{t.legend}</p>}
    </Panel>
  );
}
