import type { ResponseOf } from '#platform/http/endpoint.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import type { readHeat } from '../heat.contract.ts';
import { dutyWords } from './duty-words.ts';
import css from './heat-page.module.css';
import { heatWords, quietMarks } from './heat-words.ts';

const m = messages({
  zh: {
    duty: '事项',
    itself: '事项本身',
    rest: (n: number) => `其余 ${n} 个组织齐全或不适用`,
    cell: (duty: string, org: string, mark: string, who: string) =>
      `${duty}，${org}：${mark}${who ? `，${who}` : ''}`,
  },
  en: {
    duty: 'Duty',
    itself: 'The duty itself',
    rest: (n) => `${n} other organisations complete or n/a`,
    cell: (duty, org, mark, who) => `${duty}, ${org}: ${mark}${who ? `, ${who}` : ''}`,
  },
});

/** Up to so many organisations the cells have room for names. */
const ROOM_FOR_NAMES = 4;

type Heat = ResponseOf<typeof readHeat>;
type Row = Heat['rows'][number];
type Cell = Row['cells'][number];

/** The map as a grid: a row a duty, a column an organisation. */
export function HeatTable({ heat }: { heat: Heat }) {
  const t = useMessages(m);
  const { title } = useMessages(heatWords);
  const label = useLabel();
  const named = heat.bodies.length <= ROOM_FOR_NAMES;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css['scroll']} aria-label={title} tabIndex={0}>
      <table className={css['heat']}>
        <thead>
          <tr>
            <th scope="col">{t.duty}</th>
            <th scope="col">{t.itself}</th>
            {heat.bodies.map((body) => (
              <th key={body.id} scope="col">
                {body.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {heat.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <AppLink to={`/duties/${row.id}`}>
                  <span className="z-number">{row.code}</span> {label(row.title)}
                </AppLink>
              </th>
              <td>
                <Faults row={row} />
              </td>
              {heat.bodies.map((body) => {
                const cell = row.cells.find((each) => each.orgId === body.id);
                return (
                  <td key={body.id}>
                    {cell && <CellLink row={row} cell={cell} org={body.name} named={named} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function CellLink({ row, cell, org, named }: { row: Row; cell: Cell; org: string; named: boolean }) {
  const t = useMessages(m);
  const { marks, signs } = useMessages(heatWords);
  const words = useMessages(dutyWords);
  const label = useLabel();
  const what = cell.codes.map((code) => words.defect[code]).join(words.and) || marks[cell.mark];
  const who = cell.owners.join(words.and);
  return (
    <AppLink
      to={`/duties/${row.id}`}
      className={`${css['cell']} ${css[cell.mark]}`}
      aria-label={t.cell(label(row.title), org, what, who)}
    >
      <span title={`${what}${who ? ` · ${who}` : ''}`}>
        {signs[cell.mark]}
        {named && who && <span className={css['owner']}>{who}</span>}
      </span>
    </AppLink>
  );
}

function Faults({ row }: { row: Row }) {
  const words = useMessages(dutyWords);
  if (row.faults.length === 0) return <span className="z-quiet">✓</span>;
  return (
    <>
      {row.faults.map((code) => (
        <span key={code} className={`${css['chip']} ${css['hole']}`}>
          {words.defect[code]}
        </span>
      ))}
    </>
  );
}

/** The map in words: duty by duty, only what is wrong is spelt out. */
export function HeatList({ heat }: { heat: Heat }) {
  const t = useMessages(m);
  const { marks, fine } = useMessages(heatWords);
  const words = useMessages(dutyWords);
  const label = useLabel();
  const nameOf = new Map(heat.bodies.map((body) => [body.id, body.name]));
  return (
    <ul className={css['list']}>
      {heat.rows.map((row) => {
        const wrong = row.cells.filter((cell) => !quietMarks.includes(cell.mark));
        return (
          <li key={row.id}>
            <AppLink to={`/duties/${row.id}`}>
              <span className="z-number">{row.code}</span> {label(row.title)}
            </AppLink>
            {row.faults.length > 0 && (
              <p>
                <Faults row={row} />
              </p>
            )}
            {wrong.map((cell) => (
              <p key={cell.orgId}>
                <span className={`${css['chip']} ${css[cell.mark]}`}>
                  {cell.codes.map((code) => words.defect[code]).join(words.and) || marks[cell.mark]}
                </span>{' '}
                {nameOf.get(cell.orgId)}
                {cell.owners.length > 0 && <span className="z-quiet"> {cell.owners.join(words.and)}</span>}
              </p>
            ))}
            {row.cells.length > wrong.length && (
              <p className="z-quiet">
                {wrong.length === 0 && row.faults.length === 0
                  ? fine
                  : t.rest(row.cells.length - wrong.length)}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
