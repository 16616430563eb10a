import { AppLink } from '#shell/web/app-link.tsx';
import { useMessages } from '#shell/web/messages.ts';
import { StateTag } from '#shell/web/panel.tsx';
import type { SelfReportView } from '../self-reports.contract.ts';
import css from './report.module.css';
import { reportWords, standingShade } from './report-words.ts';

type Props = { statements: SelfReportView['statements']; records: SelfReportView['facts']['records'] };

/** Statements as they stand, each with the record that backs it or that it disputes. */
export function StatementList({ statements, records }: Props) {
  const words = useMessages(reportWords);
  const titleOf = new Map(records.map((record) => [record.id, record.title]));
  return (
    <ol className={css['statements']}>
      {statements.map((statement, at) => {
        const record = statement.recordId ?? statement.disputesRecordId;
        return (
          <li key={at}>
            <p>
              <StateTag shade={standingShade[statement.standing]}>
                {words.standings[statement.standing]}
              </StateTag>{' '}
              {statement.text}
            </p>
            {record && (
              <p className="z-quiet">
                {statement.disputesRecordId && `${words.disputed}：`}
                <AppLink to={`/records/${record}`}>{titleOf.get(record) ?? '→'}</AppLink>
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
