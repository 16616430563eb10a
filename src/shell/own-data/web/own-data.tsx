import { Button } from 'antd';
import { useState } from 'react';
import { listReaders } from '#organisation/persons/persons.contract.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { exportOwnData, listHoldings } from '#shell/own-data/own-data.contract.ts';
import { useCall } from '#shell/web/api.ts';
import { saveFile } from '#shell/web/call.ts';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence, sentenceOf } from '#shell/web/error-sentence.tsx';
import { formatInstant } from '#shell/web/format.ts';
import { Icon } from '#shell/web/icons.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { roleLabels } from '#shell/web/role-names.ts';
import type { Column } from '#shell/web/table-columns.tsx';
import css from './person-page.module.css';

const m = messages({
  zh: {
    held: '系统里关于我的信息',
    rows: (n: number) => `${n} 条`,
    download: '下载全部',
    print: '打印本页',
    out: '不在下载之内',
    readers: '谁看过我的信息',
    readersLead: '由近到远。本人查看不计入。',
    at: '时间',
    who: '查看人',
    role: '职务',
    org: '组织',
    what: '看了什么',
    system: '系统',
    nobody: '还没有人看过',
    file: '打开个人页',
    other: (action: string) => `其他（${action}）`,
  },
  en: {
    held: 'What the system holds about me',
    rows: (n) => `${n}`,
    download: 'Download all',
    print: 'Print this page',
    out: 'Not in the download',
    readers: 'Who looked at my data',
    readersLead: 'Newest first. Your own visits are not listed.',
    at: 'Time',
    who: 'Who',
    role: 'Post',
    org: 'Body',
    what: 'What',
    system: 'System',
    nobody: 'Nobody has looked yet',
    file: 'Opened the personal page',
    other: (action) => `Other (${action})`,
  },
});

type Reader = ResponseOf<typeof listReaders>['items'][number];

/** What is held about oneself, as counts and as a file; and who looked at it. */
export function OwnData({ id }: { id: string }) {
  return (
    <>
      <Holdings id={id} />
      <Readers id={id} />
    </>
  );
}

function Holdings({ id }: { id: string }) {
  const t = useMessages(m);
  const label = useLabel();
  const held = useCall(listHoldings, { params: { id } });
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    await saveFile(exportOwnData, { params: { id } }).catch((error) => notify(sentenceOf(error), 'bad'));
    setSaving(false);
  };
  return (
    <Panel
      title={t.held}
      actions={
        <>
          <Button icon={<Icon name="print" size={16} />} onClick={() => print()}>
            {t.print}
          </Button>
          <Button icon={<Icon name="download" size={16} />} loading={saving} onClick={() => void save()}>
            {t.download}
          </Button>
        </>
      }
    >
      {held.error && <ErrorSentence error={held.error} onRetry={() => void held.refetch()} />}
      <ul className={css['held']}>
        {held.data?.categories.map((each) => (
          <li key={each.table}>
            {label(each.title)} <strong>{t.rows(each.rows)}</strong>
          </li>
        ))}
      </ul>
      {held.data && (
        <div className={css['out']}>
          <h3>{t.out}</h3>
          <ul>
            {held.data.leftOut.map((each) => (
              <li key={each.what.en}>
                {label(each.what)}：{label(each.why)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}

function Readers({ id }: { id: string }) {
  const t = useMessages(m);
  const label = useLabel();
  const columns: Column<Reader>[] = [
    { key: 'who', title: t.who, render: (row) => row.who ?? t.system },
    {
      key: 'role',
      title: t.role,
      render: (row) => row.roles.map((role) => label(roleLabels[role])).join('、') || '—',
    },
    { key: 'org', title: t.org, render: (row) => row.orgNames.join('、') || '—' },
    {
      key: 'what',
      title: t.what,
      render: (row) => (row.action === 'person.read' ? t.file : t.other(row.action)),
    },
    { key: 'at', title: t.at, render: (row) => formatInstant(row.at) },
  ];
  return (
    <div>
      <h2 className={css['heading']}>{t.readers}</h2>
      <p className={css['lead']}>{t.readersLead}</p>
      <DataTable
        name="readers"
        label={t.readers}
        endpoint={listReaders}
        input={{ params: { id } }}
        columns={columns}
        rowKey={(row) => String(row.seq)}
        empty={<EmptyState title={t.nobody} />}
      />
    </div>
  );
}
