import { AppLink } from '#shell/web/app-link.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import type { Terms } from '../leading-group.contract.ts';
import { levelOf } from '../risks.rules.ts';
import css from './leading.module.css';

const m = messages({
  zh: {
    label: '风险热力图：可能性 × 影响',
    axes: '向上：可能性；向右：影响。格里是风险项数，点开只看这一格。',
    cell: (n: number, likelihood: string, impact: string) => `${n} 项：可能性${likelihood}、影响${impact}`,
  },
  en: {
    label: 'Heat map: likelihood × impact',
    axes: 'Upward: likelihood; to the right: impact. A cell holds the number of risks; press it to see them.',
    cell: (n, likelihood, impact) => `${n}: likelihood ${likelihood}, impact ${impact}`,
  },
});

type Props = {
  scales: Pick<Terms, 'likelihood' | 'impact' | 'levels'>;
  risks: readonly { likelihood: number; impact: number }[];
  /** The cell chosen, as `likelihood-impact`. */
  chosen?: string;
  /** The address of a cell. */
  to?: (cell: string) => string;
};

/** The risks of a group by how likely and how bad; the list beside it is its twin. */
export function HeatGrid({ scales, risks, chosen, to }: Props) {
  const t = useMessages(m);
  const label = useLabel();
  const levels = scales.levels.map((level) => ({ ...level, review_days: level.reviewDays }));
  return (
    <>
      <p className={css['axis']}>{t.axes}</p>
      <table className={css['heat']} aria-label={t.label}>
        <tbody>
          {[...scales.likelihood].reverse().map((row) => (
            <tr key={row.level}>
              <th scope="row">{label(row.title)}</th>
              {scales.impact.map((column) => {
                const cell = `${row.level}-${column.level}`;
                const n = risks.filter(
                  (risk) => risk.likelihood === row.level && risk.impact === column.level,
                ).length;
                return (
                  <td
                    key={cell}
                    className={`${css[levelOf(levels, row.level, column.level).id]} ${cell === chosen ? css['here'] : ''}`}
                  >
                    {n > 0 &&
                      (to ? (
                        <AppLink
                          to={to(cell)}
                          exact
                          aria-label={t.cell(n, label(row.title), label(column.title))}
                          aria-current={cell === chosen ? 'true' : undefined}
                        >
                          {n}
                        </AppLink>
                      ) : (
                        <strong>{n}</strong>
                      ))}
                  </td>
                );
              })}
            </tr>
          ))}
          <tr>
            <td />
            {scales.impact.map((column) => (
              <th key={column.level} scope="col">
                {label(column.title)}
              </th>
            ))}
          </tr>
        </tbody>
      </table>
    </>
  );
}
