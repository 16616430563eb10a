import { useCall } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Figure, Figures, Note, Panel } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readFills } from '../fills/fills.contract.ts';
import { fillWords } from './fill-words.ts';
import css from './meetings.module.css';

const m = messages({
  zh: {
    title: '这次会议填到了哪里',
    back: '会议记录',
    entered: '您填了',
    fields: '项',
    saved: '本次替您少填',
    places: '处',
    where: '逐项清单',
    nothing: '以后任何人都不应再就这次会议要求另填表格；要用数据的，请从这里取。',
    none: '这次会议还没有计入（待上级确认或已撤回），没有填到任何地方。',
    more: (n: number) => `等 ${n} 处`,
  },
  en: {
    title: 'What this meeting filled in',
    back: 'The record',
    entered: 'You filled in',
    fields: 'fields',
    saved: 'You need not make',
    places: 'entries',
    where: 'Every entry',
    nothing: 'Nobody should ask for another form about this meeting; the data are here.',
    none: 'The meeting does not count yet, or was withdrawn: it filled nothing.',
    more: (n) => `${n} in all`,
  },
});

/** Every entry that one meeting record made: the proof of “本次替您少填 N 处”. */
export default function FillsPage() {
  const t = useMessages(m);
  const where = useMessages(fillWords);
  const id = useParam('id');
  const { data, error, refetch } = useCall(readFills, { params: { id } });
  const back = { to: `/records/${id}`, label: t.back };
  if (error) {
    return (
      <PageFrame title={t.title} back={back} narrow>
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      </PageFrame>
    );
  }
  if (!data) return <Skeleton />;
  return (
    <PageFrame title={t.title} lead={`${formatDay(data.occurredOn)} ${data.title}`} back={back} narrow>
      <Panel>
        <Figures>
          <Figure label={t.saved} value={data.saved} unit={t.places} />
          <Figure label={t.entered} value={data.entered} unit={t.fields} />
        </Figures>
      </Panel>
      {data.lists.length === 0 ? (
        <Note shade="warn">{t.none}</Note>
      ) : (
        <Panel title={t.where}>
          <ul className={css['rows']}>
            {data.lists.map(({ place, lines }) => (
              <li key={place}>
                <div>
                  <strong>{where[place](data.places[place])}</strong>
                  <small className={css['quiet']}>
                    {lines.join('、')}
                    {lines.length < data.places[place] && ` ${t.more(data.places[place])}`}
                  </small>
                </div>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Note>{t.nothing}</Note>
    </PageFrame>
  );
}
