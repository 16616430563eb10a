import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence, sentenceOfCode } from '#shell/web/error-sentence.tsx';
import { formatDay, formatDue, formatMinutes } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { inARow } from '#shell/web/punctuation.ts';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { type EntryView, readWork, type WorkView } from '../alliance-work.contract.ts';
import type { EntryList, EntryStep } from '../work.rules.ts';
import { ActDialog } from './act-dialog.tsx';
import { AllianceFrame } from './alliance-frame.tsx';
import { allianceWords } from './alliance-words.ts';
import css from './alliances.module.css';
import { EntryDialog, EntryStepDialog } from './entry-dialogs.tsx';

const m = messages({
  zh: {
    add: (list: string) => `列一条${list}`,
    notes: {
      project: '用结果报告，由受益方确认；对接了需求的，确认后需求同时销去',
      need: '各方需要什么；先有需求，再谈项目',
      resource: '各方能拿出什么：场地、师资、渠道、资金、人',
    },
    teach: {
      project: '还没有项目。挑一条需求，由能办的一方列为项目，写明完成时间。',
      need: '还没有需求。请各方先写下自己办不成的事。',
      resource: '还没有资源。写下能拿出来共用的东西。',
    },
    states: { open: '进行中', done: '待确认', confirmed: '已确认', dropped: '已移出' },
    need: { open: '待对接', done: '待确认', confirmed: '已解决', dropped: '已移出' },
    resource: { open: '可用', done: '可用', confirmed: '可用', dropped: '已移出' },
    due: (day: string, left: string) => `${day} 前（${left}）`,
    late: '逾期',
    answers: (title: string) => `对接需求：${title}`,
    result: (text: string) => `结果：${text}`,
    steps: { finish: '报告结果', confirm: '确认', 'send-back': '退回', drop: '移出' },
    acts: '共同活动',
    actsNote: '每次活动就是一条记录，不另外填报',
    addAct: '登记活动',
    noActs: '还没有共同活动。连续两个季度没有活动的联建会被列为僵尸联建。',
    by: (who: string) => `主办：${who}`,
    gains: (who: string) => `受益：${who}`,
  },
  en: {
    add: (list) => `Add to ${list.toLowerCase()}`,
    notes: {
      project: 'reported by result, confirmed by who gains; a need that it answers is met with it',
      need: 'what the parties need: needs first, projects then',
      resource: 'what the parties can offer: rooms, teachers, channels, money, people',
    },
    teach: {
      project: 'No projects yet. Take a need, and let the party that can do it list it with a date.',
      need: 'No needs yet. Let each party write down what it cannot do alone.',
      resource: 'No resources yet. Write down what can be shared.',
    },
    states: { open: 'Under way', done: 'To be confirmed', confirmed: 'Confirmed', dropped: 'Taken out' },
    need: { open: 'Open', done: 'To be confirmed', confirmed: 'Met', dropped: 'Taken out' },
    resource: { open: 'On offer', done: 'On offer', confirmed: 'On offer', dropped: 'Taken out' },
    due: (day, left) => `by ${day} (${left})`,
    late: 'late',
    answers: (title) => `Answers: ${title}`,
    result: (text) => `Result: ${text}`,
    steps: { finish: 'Report the result', confirm: 'Confirm', 'send-back': 'Send back', drop: 'Take out' },
    acts: 'Joint activities',
    actsNote: 'each is one record; nothing else is to be filled in',
    addAct: 'Add an activity',
    noActs: 'No activities yet. After two quarters without one, an alliance counts as one in name only.',
    by: (who) => `hosted by ${who}`,
    gains: (who) => `for ${who}`,
  },
});

/** The three lists and the joint activities of an alliance: projects first, because they are what is to be done. */
export default function WorkPage() {
  const id = useParam('id');
  return <AllianceFrame id={id}>{() => <Work id={id} />}</AllianceFrame>;
}

const ORDER: readonly EntryList[] = ['project', 'need', 'resource'];

function Work({ id }: { id: string }) {
  const { data, error, refetch } = useCall(readWork, { params: { id } });
  const [adding, setAdding] = useState<EntryList | 'act' | null>(null);
  const [step, setStep] = useState<{ entry: EntryView; step: EntryStep } | null>(null);
  if (error) return <ErrorSentence error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const may = data.closed === null && data.mine.length > 0;
  return (
    <div className={css['column']}>
      {data.closed && data.mine.length > 0 && <Note shade="warn">{sentenceOfCode(data.closed)}</Note>}
      {ORDER.map((list) => (
        <ListPanel
          key={list}
          list={list}
          work={data}
          onAdd={may ? () => setAdding(list) : null}
          onStep={(entry, taken) => setStep({ entry, step: taken })}
        />
      ))}
      <Acts work={data} onAdd={may ? () => setAdding('act') : null} />
      {adding === 'act' && <ActDialog id={id} work={data} onClose={() => setAdding(null)} />}
      {adding !== null && adding !== 'act' && (
        <EntryDialog id={id} list={adding} work={data} onClose={() => setAdding(null)} />
      )}
      {step && <EntryStepDialog id={id} entry={step.entry} step={step.step} onClose={() => setStep(null)} />}
    </div>
  );
}

type ListProps = {
  list: EntryList;
  work: WorkView;
  onAdd: (() => void) | null;
  onStep: (entry: EntryView, step: EntryStep) => void;
};

function ListPanel({ list, work, onAdd, onStep }: ListProps) {
  const t = useMessages(m);
  const words = useMessages(allianceWords);
  const entries = work.entries.filter((entry) => entry.list === list);
  const states = list === 'project' ? t.states : list === 'need' ? t.need : t.resource;
  return (
    <Panel
      title={words.lists[list]}
      note={t.notes[list]}
      actions={onAdd && <Button onClick={onAdd}>{t.add(words.lists[list])}</Button>}
    >
      {entries.length === 0 ? (
        <p className={css['quiet']}>{t.teach[list]}</p>
      ) : (
        <ul className={css['rows']}>
          {entries.map((entry) => (
            <li key={entry.id}>
              <div className={css['rowHead']}>
                <strong>{entry.title}</strong>
                <StateTag
                  shade={entry.state === 'confirmed' ? 'good' : entry.state === 'done' ? 'warn' : 'neutral'}
                >
                  {states[entry.state]}
                </StateTag>
                {entry.late && <span className={css['late']}>{t.late}</span>}
                <span className={css['quiet']}>
                  {entry.partyName}
                  {entry.dueOn &&
                    entry.state === 'open' &&
                    ` · ${t.due(formatDay(entry.dueOn), formatDue(entry.dueOn))}`}
                </span>
              </div>
              {entry.detail && <p className={css['why']}>{entry.detail}</p>}
              {entry.answersTitle && <p className={css['quiet']}>{t.answers(entry.answersTitle)}</p>}
              {entry.result && <p className={css['why']}>{t.result(entry.result)}</p>}
              {entry.steps.filter((taken) => list === 'project' || taken === 'drop').length > 0 && (
                <div className={css['buttons']}>
                  {entry.steps
                    .filter((taken) => list === 'project' || taken === 'drop')
                    .map((taken) => (
                      <Button
                        key={taken}
                        size="small"
                        type={taken === 'confirm' ? 'primary' : 'default'}
                        aria-label={`${t.steps[taken]} ${entry.title}`}
                        onClick={() => onStep(entry, taken)}
                      >
                        {t.steps[taken]}
                      </Button>
                    ))}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Acts({ work, onAdd }: { work: WorkView; onAdd: (() => void) | null }) {
  const t = useMessages(m);
  return (
    <Panel
      title={t.acts}
      note={t.actsNote}
      actions={
        onAdd && (
          <Button type="primary" onClick={onAdd}>
            {t.addAct}
          </Button>
        )
      }
    >
      {work.acts.length === 0 ? (
        <EmptyState title={t.noActs} />
      ) : (
        <ul className={css['rows']}>
          {work.acts.map((act) => (
            <li key={act.id}>
              <div className={css['rowHead']}>
                <strong>{act.title}</strong>
                <span className={css['quiet']}>
                  {formatDay(act.onDay)} · {t.by(act.partyName)}
                  {act.minutes > 0 && ` · ${formatMinutes(act.minutes)}`}
                </span>
              </div>
              {act.outcome && <p className={css['why']}>{act.outcome}</p>}
              {act.gains.length > 0 && <p className={css['quiet']}>{t.gains(inARow(act.gains))}</p>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
