import { Button } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useSend } from '#shell/web/api.ts';
import { saveFile } from '#shell/web/call.ts';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatInstant } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import { importTemplate, listImports, rosterExport, uploadImport } from '../import.contract.ts';
import { DropZone } from './drop-zone.tsx';
import { HeaderGuide } from './header-guide.tsx';
import { stateShades, words } from './import-words.ts';

const m = messages({
  zh: {
    title: '导入与导出',
    lead: '把单位、党组织、人员和任职的工作簿放进来。先预演，看清每一行会怎样；确认后才写入，也可以整批撤销。',
    template: '下载模板',
    roster: '导出名册',
    upload: '上传工作簿',
    past: '历次导入',
    file: '文件',
    state: '状态',
    people: '新增人员',
    by: '上传人',
    at: '上传时间',
    none: '还没有导入过',
    noneText: '上传机关现有的名册即可，不必改成固定格式。',
  },
  en: {
    title: 'Import and export',
    lead: 'Bring in workbooks of units, Party organisations, people and posts. A dry run shows what becomes of every line; nothing is written before you confirm, and the whole can be taken back.',
    template: 'Template',
    roster: 'Export the roster',
    upload: 'Upload a workbook',
    past: 'Past imports',
    file: 'File',
    state: 'State',
    people: 'New people',
    by: 'Uploaded by',
    at: 'Uploaded',
    none: 'Nothing imported yet',
    noneText: 'The roster you have will do; it need not follow a fixed form.',
  },
});

type Row = ResponseOf<typeof listImports>['items'][number];

/** Upload, template and export, and the imports so far. */
export default function ImportsPage() {
  const t = useMessages(m);
  const w = useMessages(words);
  const go = useGo();
  const [saving, setSaving] = useState(false);
  const [saveError, setSaveError] = useState<unknown>(null);
  const { send, pending, error } = useSend(uploadImport, { onDone: (reply) => go(`/imports/${reply.id}`) });
  const save = (endpoint: typeof importTemplate | typeof rosterExport) => {
    setSaving(true);
    setSaveError(null);
    saveFile(endpoint, {})
      .catch(setSaveError)
      .finally(() => setSaving(false));
  };
  const columns: Column<Row>[] = [
    { key: 'file', title: t.file, render: (row) => row.fileName },
    {
      key: 'state',
      title: t.state,
      card: 'badge',
      render: (row) => <StateTag shade={stateShades[row.state]}>{w.states[row.state]}</StateTag>,
    },
    { key: 'people', title: t.people, align: 'right', render: (row) => row.counts?.person.create ?? '—' },
    { key: 'by', title: t.by, render: (row) => row.createdBy ?? '—' },
    { key: 'at', title: t.at, render: (row) => formatInstant(row.createdAt) },
  ];
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <Button disabled={saving} onClick={() => save(importTemplate)}>
            {t.template}
          </Button>
          <Button disabled={saving} onClick={() => save(rosterExport)}>
            {t.roster}
          </Button>
        </>
      }
    >
      {saveError !== null && <ErrorSentence error={saveError} />}
      <Panel title={t.upload}>
        <DropZone pending={pending} onFile={(file) => void send({ file })} />
        {error && <ErrorSentence error={error} />}
        <HeaderGuide />
      </Panel>
      <Panel title={t.past} flush>
        <DataTable
          name="imports"
          label={t.past}
          endpoint={listImports}
          columns={columns}
          rowKey={(row) => row.id}
          rowTo={(row) => `/imports/${row.id}`}
          empty={<EmptyState title={t.none}>{t.noneText}</EmptyState>}
        />
      </Panel>
    </PageFrame>
  );
}
