import { Button } from 'antd';
import { AppLink } from '#shell/web/app-link.tsx';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Note, Panel } from '#shell/web/panel.tsx';
import { fillPlaces } from '../fills/fills.rules.ts';
import type { MeetingSaved } from '../meetings.contract.ts';
import { fillWords } from './fill-words.ts';
import css from './meeting-form.module.css';

const m = messages({
  zh: {
    title: '会议已记录',
    saved: (n: number) => `本次替您少填 ${n} 处`,
    entered: (n: number) => `您填了 ${n} 项。`,
    list: (places: string[]) => `${places.join('、')}。`,
    each: '逐项查看填到了哪里',
    nothing: '以后任何人都不应再就这次会议要求另填表格。',
    fulfilled: '对应的责任事项',
    partly: '计入进度',
    none: '没有到期事项与这次会议对应。',
    held: '这次会议补记较晚，须上级党组织确认后才计入责任清单。',
    late: (days: number) => `比规定晚了 ${days} 天记录，已如实标注；不影响所属时段。`,
    oneVoice: '这次只有一个人发言。下次不妨请平时发言少的同志先说。',
    noVoice: '没有点谁发了言；在“更正”里点上名字，轮流发言才排得准。',
    spoke: (spoke: number, present: number) => `${present} 人到会，${spoke} 人发言。`,
    look: '查看并打印',
    again: '再记一次会议',
    toDo: '回到待办',
  },
  en: {
    title: 'The meeting is recorded',
    saved: (n) => `${n} entries you need not make`,
    entered: (n) => `You filled in ${n} fields.`,
    list: (places) => ` ${places.join('; ')}. `,
    each: 'See every entry',
    nothing: 'Nobody should ask for another form about this meeting.',
    fulfilled: 'Duties it fulfils',
    partly: 'counts towards it',
    none: 'Nothing that is due is met by this meeting.',
    held: 'It was reported long after the day and counts once the superior body has confirmed it.',
    late: (days) => `Reported ${days} days late; this is marked, and changes nothing about its period.`,
    oneVoice: 'Only one person spoke. Next time, let those speak first who seldom do.',
    noVoice: 'Nobody was ticked as having spoken; tick the names under “Correct”, and the turns can be told.',
    spoke: (spoke, present) => `${spoke} of ${present} present spoke.`,
    look: 'Open and print',
    again: 'Record another',
    toDo: 'Back to the to-do',
  },
});

/** What saving did: what need not be filled in any more, what was fulfilled, how the talk was shared. */
export function MeetingSavedView({ saved, onAgain }: { saved: MeetingSaved; onAgain: () => void }) {
  const t = useMessages(m);
  const go = useGo();
  const duties = [...new Map(saved.fulfilled.map((each) => [each.dutyCode, each])).values()];
  const where = useMessages(fillWords);
  const places = fillPlaces.filter((place) => saved.entries.places[place] > 0);
  return (
    <Panel title={t.title}>
      <div className={css['saved']}>
        {saved.state === 'held' ? (
          <Note shade="warn">{t.held}</Note>
        ) : (
          <>
            <p className={css['big']}>{t.saved(saved.entries.saved)}</p>
            <p>
              {t.entered(saved.entries.entered)}
              {t.list(places.map((place) => where[place](saved.entries.places[place])))}
              {t.nothing} <AppLink to={`/meetings/${saved.id}/fills`}>{t.each}</AppLink>
            </p>
          </>
        )}
        {saved.lateDays > 0 && <p className="z-quiet">{t.late(saved.lateDays)}</p>}
        {saved.state !== 'held' && (
          <div>
            <h3>{t.fulfilled}</h3>
            {duties.length === 0 ? (
              <p className="z-quiet">{t.none}</p>
            ) : (
              <ul>
                {duties.map((duty) => (
                  <li key={duty.dutyCode}>
                    <span className="z-number">{duty.dutyCode}</span> {duty.title}{' '}
                    {!duty.complete && <span className="z-quiet">{t.partly}</span>}
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
        {saved.participation.present > 0 && (
          <p>
            {t.spoke(saved.participation.spoke, saved.participation.present)}{' '}
            {saved.participation.spoke === 0 ? t.noVoice : saved.participation.oneVoice && t.oneVoice}
          </p>
        )}
        <div className={css['after']}>
          <AppLink to="/to-do">{t.toDo}</AppLink>
          <Button onClick={onAgain}>{t.again}</Button>
          <Button type="primary" onClick={() => go(`/records/${saved.id}`)}>
            {t.look}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
