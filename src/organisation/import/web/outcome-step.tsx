import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { saveFile } from '#shell/web/call.ts';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatInstant } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Figure, Figures, Note, Panel } from '#shell/web/panel.tsx';
import { confirmImport, discardImport, markedWorkbook, readImport, undoImport } from '../import.contract.ts';
import type { ImportView } from './import-view.ts';
import { LineList } from './line-list.tsx';
import css from './outcome-step.module.css';
import { ProgressStep } from './progress-step.tsx';

const m = messages({
  zh: {
    people: '新增人员',
    changed: '变更人员',
    bodies: '新增组织',
    same: '不变或合并',
    bad: '有错，不导入',
    clean: '每一行都读懂了。确认后一次写入，写入后也可以整批撤销。',
    someBad: (n: number) =>
      `有 ${n} 行有错，不会导入，其余照常。可以下载标注好的工作簿，改好后重新上传；已导入的行不会重复。`,
    done: (at: string) => `已于 ${at} 导入。上传的文件已删除。`,
    mapping: '修改表头匹配',
    marked: '下载标注的工作簿',
    discard: '放弃',
    discardTitle: '放弃这次导入？',
    discardText: '上传的文件和预演结果会立即删除。没有写入过任何内容。',
    confirm: '确认导入',
    confirmTitle: '写入预演的结果？',
    confirmText: (people: number, changed: number, bodies: number) =>
      `将新增人员 ${people} 名、变更 ${changed} 名，新增组织 ${bodies} 个。要么全部写入，要么都不写入。`,
    undo: '整批撤销',
    undoTitle: '撤销整次导入？',
    undoText:
      '导入新增的人员、组织、支部关系和任职会全部移除，变更过的恢复原样。如果已有其他内容引用它们，系统会拒绝并列出。',
    written: '已导入',
    takenBack: '已撤销',
    given: '已放弃',
    lines: '逐行结果',
  },
  en: {
    people: 'New people',
    changed: 'Changed people',
    bodies: 'New organisations',
    same: 'Same or merged',
    bad: 'Faulty, left out',
    clean: 'Every line was understood. Confirming writes them all at once; it can be taken back as a whole.',
    someBad: (n) =>
      `${n} lines are faulty and will be left out; the others go in. Download the marked workbook, mend it and upload it again: lines already imported are not doubled.`,
    done: (at) => `Imported ${at}. The uploaded file is deleted.`,
    mapping: 'Change the columns',
    marked: 'Marked workbook',
    discard: 'Give up',
    discardTitle: 'Give up this import?',
    discardText: 'The uploaded file and the outcome are deleted at once. Nothing was written.',
    confirm: 'Import',
    confirmTitle: 'Write what the dry run showed?',
    confirmText: (people, changed, bodies) =>
      `${people} people will be new, ${changed} changed, ${bodies} organisations new. All of it is written, or none.`,
    undo: 'Take back',
    undoTitle: 'Take the whole import back?',
    undoText:
      'People, organisations, memberships and posts that it made are removed; what it changed is restored. It is refused, with a list, if anything else refers to them.',
    written: 'Imported',
    takenBack: 'Taken back',
    given: 'Given up',
    lines: 'Line by line',
  },
});

/** The outcome of the dry run, or of the import: what becomes of the lines, and what can be done now. */
export function OutcomeStep({ view, onMapping }: { view: ImportView; onMapping: () => void }) {
  const t = useMessages(m);
  const [saveError, setSaveError] = useState<unknown>(null);
  const writing = useSend(confirmImport, { onDone: () => notify(t.written) });
  const undoing = useSend(undoImport, { onDone: () => notify(t.takenBack) });
  const giving = useSend(discardImport, { onDone: () => notify(t.given) });
  const input = { params: { id: view.id }, ifMatch: view.version };
  const { person, organisation, unit } = view.counts ?? {};
  const people = person?.create ?? 0;
  const changed = person?.change ?? 0;
  const bodies = (organisation?.create ?? 0) + (unit?.create ?? 0);
  const sum = (...actions: ('same' | 'merged' | 'bad')[]) =>
    [person, organisation, unit].reduce(
      (total, each) => total + actions.reduce((n, action) => n + (each?.[action] ?? 0), 0),
      0,
    );
  const bad = sum('bad');
  const checked = view.state === 'checked';
  if (writing.pending) return <Writing id={view.id} />;
  return (
    <div className={css['step']}>
      <Figures>
        <Figure label={t.people} value={people} />
        <Figure label={t.changed} value={changed} />
        <Figure label={t.bodies} value={bodies} />
        <Figure label={t.same} value={sum('same', 'merged')} />
        <Figure label={t.bad} value={bad} />
      </Figures>
      {checked ? (
        <Note shade={bad > 0 ? 'warn' : 'good'}>{bad > 0 ? t.someBad(bad) : t.clean}</Note>
      ) : (
        <Note shade="good">{t.done(formatInstant(view.confirmedAt))}</Note>
      )}
      {writing.error && <ErrorSentence error={writing.error} />}
      {saveError !== null && <ErrorSentence error={saveError} />}
      <div className={css['actions']}>
        {checked && (
          <>
            <ConfirmButton
              label={t.discard}
              title={t.discardTitle}
              danger
              pending={giving.pending}
              error={giving.error}
              onConfirm={() => giving.send(input)}
            >
              {t.discardText}
            </ConfirmButton>
            <Button onClick={onMapping}>{t.mapping}</Button>
            <Button
              onClick={() => {
                setSaveError(null);
                saveFile(markedWorkbook, { params: { id: view.id } }).catch(setSaveError);
              }}
            >
              {t.marked}
            </Button>
            <ConfirmButton
              label={t.confirm}
              title={t.confirmTitle}
              main
              disabled={people + changed + bodies === 0 && organisation?.change === 0 && unit?.change === 0}
              pending={writing.pending}
              onConfirm={async () => {
                void writing.send(input);
                return true;
              }}
            >
              {t.confirmText(people, changed, bodies)}
            </ConfirmButton>
          </>
        )}
        {view.state === 'confirmed' && (
          <ConfirmButton
            label={t.undo}
            title={t.undoTitle}
            danger
            pending={undoing.pending}
            error={undoing.error}
            onConfirm={() => undoing.send(input)}
          >
            {t.undoText}
          </ConfirmButton>
        )}
      </div>
      <Panel title={t.lines} flush>
        <LineList id={view.id} />
      </Panel>
    </div>
  );
}

/** The progress of a confirmation that goes on. */
function Writing({ id }: { id: string }) {
  const { data, refetch } = useCall(readImport, { params: { id } });
  useEffect(() => {
    const timer = setInterval(() => void refetch(), 700);
    return () => clearInterval(timer);
  }, [refetch]);
  return <ProgressStep progress={data?.progress?.phase === 'done' ? null : (data?.progress ?? null)} />;
}
