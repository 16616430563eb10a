import css from './meetings.module.css';

type Meeting = { id: string; onDay: string; title: string; present: number; spoke: number };

const HEIGHT = 140;
const FOOT = 18;
/** How many meetings are drawn; the table under it lists all. */
const DRAWN = 24;

/** Meetings in order of time: a light bar for those who came, a strong one for those who spoke. The table under it says the same. */
export function SpokenPicture({
  meetings,
  label,
  months,
}: {
  meetings: readonly Meeting[];
  label: string;
  /** The twelve names of months, short. */
  months: readonly string[];
}) {
  const drawn = meetings.slice(-DRAWN);
  const most = Math.max(1, ...drawn.map((meeting) => meeting.present));
  const step = 26;
  const width = Math.max(260, drawn.length * step);
  const tall = (count: number) => (count / most) * (HEIGHT - 12);
  return (
    <svg className={css['picture']} viewBox={`0 0 ${width} ${HEIGHT + FOOT}`} role="img" aria-label={label}>
      {drawn.map((meeting, at) => {
        const x = at * step + 4;
        return (
          <g key={meeting.id}>
            <title>{`${meeting.onDay} ${meeting.title}: ${meeting.spoke}/${meeting.present}`}</title>
            <rect
              x={x}
              y={HEIGHT - tall(meeting.present)}
              width={18}
              height={tall(meeting.present)}
              rx={2}
              fill="var(--z-line)"
            />
            <rect
              x={x}
              y={HEIGHT - tall(meeting.spoke)}
              width={18}
              height={tall(meeting.spoke)}
              rx={2}
              fill="var(--z-info)"
            />
            {(at === 0 || meeting.onDay.slice(0, 7) !== drawn[at - 1]?.onDay.slice(0, 7)) && (
              <text x={x} y={HEIGHT + 13} fontSize={11} fill="var(--z-ink-2)">
                {months[Number(meeting.onDay.slice(5, 7)) - 1]}
              </text>
            )}
          </g>
        );
      })}
      <line x1={0} x2={width} y1={HEIGHT} y2={HEIGHT} stroke="var(--z-line)" />
    </svg>
  );
}

/** How many people stand on each step, as bars. The table under it says the same. */
export function SpreadPicture({
  bars,
  label,
}: {
  bars: readonly { name: string; count: number }[];
  label: string;
}) {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  return (
    <svg className={css['picture']} viewBox={`0 0 320 ${bars.length * 30}`} role="img" aria-label={label}>
      {bars.map((bar, at) => (
        <g key={bar.name}>
          <text x={0} y={at * 30 + 19} fontSize={13} fill="var(--z-ink-2)">
            {bar.name}
          </text>
          <rect
            x={92}
            y={at * 30 + 6}
            width={Math.max(bar.count > 0 ? 3 : 0, (bar.count / most) * 190)}
            height={18}
            rx={2}
            fill="var(--z-info)"
          />
          <text x={98 + (bar.count / most) * 190} y={at * 30 + 20} fontSize={13} fill="var(--z-ink)">
            {bar.count}
          </text>
        </g>
      ))}
    </svg>
  );
}
