import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { DayField, TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatDay, formatDue, today } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Facts, Panel, StateTag } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { type CaseView, enterTraining } from '../appointments.contract.ts';
import css from './terms.module.css';

const m = messages({
  zh: {
    conditions: '不是主要负责人的任职条件',
    reason: '理由',
    decided: '讨论决定',
    training: '培训安排',
    by: (day: string) => `${day}前完成`,
    mentor: '帮带人',
    share: '保障时间',
    course: '任职培训',
    courseNote: '本人和帮带人会收到提醒，逾期后主要负责人也会收到；登记完成即停。',
    open: '未完成',
    late: '已逾期',
    trained: '已完成',
    trainedBy: (day: string, who: string) => `${day}完成，${who}登记`,
    enter: '登记培训完成',
    whose: '由帮带人、主要负责人或机关党委登记，本人不能登记自己。',
    onDay: '完成日期',
    note: '学了什么、谁带的',
    noteHint: '一句话',
    done: '已登记，不再提醒',
    package: '处室长责任包',
    later: (who: string) => `由${who}本人保留，批准后进入其责任清单、日历和自主填报`,
    now: (who: string) => `由${who}本人保留，已进入其责任清单、日历和自主填报；数字为今年`,
    counts: {
      done: (n: number) => `完成 ${n}`,
      open: (n: number) => `待办 ${n}`,
      late: (n: number) => `逾期 ${n}`,
    },
  },
  en: {
    conditions: 'Where the secretary is not the head',
    reason: 'Reason',
    decided: 'Decided',
    training: 'Training planned',
    by: (day) => `by ${day}`,
    mentor: 'Mentor',
    share: 'Protected time',
    course: 'Training',
    courseNote:
      'The secretary and the mentor are reminded, and once it is late the head too, until it is entered as done.',
    open: 'Open',
    late: 'Late',
    trained: 'Done',
    trainedBy: (day, who) => `done on ${day}, entered by ${who}`,
    enter: 'Enter it as done',
    whose: 'Entered by the mentor, the head or the organ committee, never by the secretary.',
    onDay: 'Done on',
    note: 'What was learnt, and from whom',
    noteHint: 'In a sentence',
    done: 'Entered; nobody is reminded any more',
    package: 'Duties retained by the head',
    later: (who) => `Kept by ${who}, in list, calendar and report once approved`,
    now: (who) => `Kept by ${who}, in the own list, calendar and report; numbers of this year`,
    counts: { done: (n) => `${n} done`, open: (n) => `${n} open`, late: (n) => `${n} late` },
  },
});

/** What a secretary's appointment rests on who is not the head: reason, decision, training, mentor, time, and the head's duties. */
export function ConditionsPanel({ data }: { data: CaseView }) {
  const t = useMessages(m);
  return (
    <>
      <Panel title={t.conditions}>
        <Facts
          items={[
            { label: t.reason, value: data.reason, wide: true },
            { label: t.training, value: `${data.training}，${t.by(formatDay(data.trainingBy))}`, wide: true },
            { label: t.decided, value: `${data.decidedBy} ${formatDay(data.decidedOn)}` },
            { label: t.mentor, value: data.mentor?.name },
            { label: t.share, value: `${data.timeShare}%` },
          ]}
        />
      </Panel>
      <Kept data={data} />
    </>
  );
}

function Kept({ data }: { data: CaseView }) {
  const t = useMessages(m);
  const pick = useLabel();
  const inForce = data.package.some((duty) => duty.standing !== null);
  const who = data.head?.name ?? '';
  return (
    <Panel title={t.package} note={inForce ? t.now(who) : t.later(who)}>
      <ul className={css['duties']}>
        {data.package.map((duty) => (
          <li key={duty.code}>
            <header>
              <strong>{pick(duty.title)}</strong>
              {duty.standing && (
                <>
                  {duty.standing.done > 0 && (
                    <StateTag shade="good">{t.counts.done(duty.standing.done)}</StateTag>
                  )}
                  {duty.standing.open > 0 && (
                    <StateTag shade="info">{t.counts.open(duty.standing.open)}</StateTag>
                  )}
                  {duty.standing.late > 0 && (
                    <StateTag shade="bad">{t.counts.late(duty.standing.late)}</StateTag>
                  )}
                </>
              )}
            </header>
            <span className={css['quiet']}>{duty.text}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Whether the secretary was trained, by when it has to be, and who says so. */
export function TrainingPanel({ data }: { data: CaseView }) {
  const t = useMessages(m);
  const [entering, setEntering] = useState(false);
  const { trained, trainingBy } = data;
  if (trainingBy === null || data.state !== 'approved' || data.outcome !== 'package') return null;
  const late = trained === null && trainingBy < today();
  return (
    <Panel title={t.course} note={trained === null ? t.courseNote : undefined}>
      <p>
        <StateTag shade={trained ? 'good' : late ? 'bad' : 'warn'}>
          {trained ? t.trained : late ? t.late : t.open}
        </StateTag>{' '}
        {trained
          ? t.trainedBy(formatDay(trained.onDay), trained.by)
          : `${t.by(formatDay(trainingBy))} · ${formatDue(trainingBy)}`}
      </p>
      {trained && <p className={css['quiet']}>{trained.note}</p>}
      {data.mayTrain ? (
        <div className={css['answer']}>
          <Button type="primary" onClick={() => setEntering(true)}>
            {t.enter}
          </Button>
        </div>
      ) : (
        trained === null && <p className={css['quiet']}>{t.whose}</p>
      )}
      {entering && <TrainingDialog data={data} onClose={() => setEntering(false)} />}
    </Panel>
  );
}

function TrainingDialog({ data, onClose }: { data: CaseView; onClose: () => void }) {
  const t = useMessages(m);
  const [onDay, setOnDay] = useState(today());
  const [note, setNote] = useState('');
  const { send, pending, error } = useSend(enterTraining, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  return (
    <FormDialog
      title={t.enter}
      pending={pending}
      error={error}
      onClose={onClose}
      onConfirm={() => void send({ params: { id: data.id }, ifMatch: data.version, body: { onDay, note } })}
    >
      <DayField
        label={t.onDay}
        problem={fieldError(error, 'onDay')}
        required
        value={onDay}
        onChange={setOnDay}
      />
      <TextField
        label={t.note}
        hint={t.noteHint}
        problem={fieldError(error, 'note')}
        maxLength={200}
        required
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}
