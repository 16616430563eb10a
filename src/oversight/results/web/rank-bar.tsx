import { useMessages } from '#shell/web/messages.ts';
import css from './rank-bar.module.css';
import { resultWords } from './results-words.ts';

type Props = { best: number | null; worst: number | null; size: number };

/** The places an organisation may have in its group, drawn over the whole group: a range, because that is what the data say. */
export function RankBar({ best, worst, size }: Props) {
  const words = useMessages(resultWords);
  if (best === null || worst === null || size === 0)
    return <span className={css['none']}>{words.unranked}</span>;
  const left = ((best - 1) / size) * 100;
  const width = ((worst - best + 1) / size) * 100;
  return (
    <span className={css['bar']}>
      <span className={css['track']} aria-hidden="true">
        <span className={css['range']} style={{ left: `${left}%`, width: `${width}%` }} />
      </span>
      <span className={css['text']}>{words.place(best, worst)}</span>
    </span>
  );
}
