import { useCall } from '#shell/web/api.ts';
import { formatDay } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { readAdoption } from '../schemes.contract.ts';
import { SchemeView } from './scheme-view.tsx';
import css from './schemes.module.css';

const m = messages({
  zh: {
    back: '考核方案',
    late: '这个方案在考核期开始之后才采用。',
    org: '采用单位',
    period: '考核期',
    on: '采用日期',
    version: '版本',
    hash: '校验码（SM3）',
  },
  en: {
    back: 'Schemes',
    late: 'This scheme was adopted after its period had begun.',
    org: 'Adopted by',
    period: 'Period',
    on: 'Adopted on',
    version: 'Version',
    hash: 'Digest (SM3)',
  },
});

/** An adopted scheme in full. */
export default function SchemePage() {
  const t = useMessages(m);
  const pick = useLabel();
  const id = useParam('id');
  const { data, error, refetch } = useCall(readAdoption, { params: { id } });
  const back = { to: '/schemes', label: t.back };
  if (error || !data) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame title={pick(data.title)} lead={data.orgName} back={back}>
      <div className={css['column']}>
        {data.late && <Note shade="warn">{t.late}</Note>}
        <Panel>
          <Facts
            items={[
              { label: t.org, value: data.orgName },
              { label: t.period, value: `${formatDay(data.periodFrom)} — ${formatDay(data.periodTo)}` },
              { label: t.on, value: formatDay(data.adoptedOn) },
              { label: t.version, value: data.version },
              { label: t.hash, value: <span className={css['hash']}>{data.hash}</span>, wide: true },
            ]}
          />
        </Panel>
        <SchemeView scheme={data.scheme} />
      </div>
    </PageFrame>
  );
}
