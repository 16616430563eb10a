import { Button } from 'antd';
import { useState } from 'react';
import { type AuditRow, listAudit } from '#platform/audit/audit.contract.ts';
import { DataTable } from '#shell/web/data-table.tsx';
import { Dialog } from '#shell/web/dialog.tsx';
import { formatInstant } from '#shell/web/format.ts';
import { useQuery } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts } from '#shell/web/panel.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import { actionLabel, actionRooms } from './action-labels.ts';
import css from './audit-page.module.css';
import { ChainPanel } from './chain-panel.tsx';

const m = messages({
  zh: {
    title: '审计',
    lead: '每一次写入、登录、导出和查看个人信息都在这里，前后相连，改动一处即可发现。审计管理员看得到发生了什么，看不到业务内容。',
    seq: '序号',
    at: '时间',
    action: '操作',
    actor: '操作人',
    object: '对象',
    org: '组织',
    room: '操作类别',
    from: '从',
    to: '到',
    system: '系统或外部',
    details: '详情',
    detailsOf: (seq: number) => `第 ${seq} 条的详情`,
    code: '操作代码',
    objectId: '对象编号',
    actorId: '操作人编号',
    hash: '链上的值（SM3）',
    body: '随记录保存的编号和数值',
    sameActor: '只看此人',
    sameObject: '只看此对象',
    all: '取消只看',
  },
  en: {
    title: 'Audit',
    lead: 'Every write, sign-in, export and reading of a personal file, each linked to the one before, so that a change anywhere shows. The audit administrator sees what happened, not the contents.',
    seq: 'No.',
    at: 'Time',
    action: 'Action',
    actor: 'Who',
    object: 'Object',
    org: 'Body',
    room: 'Kind of action',
    from: 'From',
    to: 'To',
    system: 'System or outside',
    details: 'Details',
    detailsOf: (seq) => `Details of entry ${seq}`,
    code: 'Action code',
    objectId: 'Object',
    actorId: 'Account',
    hash: 'Value in the chain (SM3)',
    body: 'Ids and numbers kept with the entry',
    sameActor: 'Only this account',
    sameObject: 'Only this object',
    all: 'Show all again',
  },
});

/** The audit trail, its verification and its checkpoints, for the audit administrator. */
export default function AuditPage() {
  const t = useMessages(m);
  const label = useLabel();
  const [query, setQuery] = useQuery();
  const [shown, setShown] = useState<AuditRow | null>(null);
  const narrowed = Boolean(query['actorId'] || query['objectId']);
  const columns: Column<AuditRow>[] = [
    { key: 'action', title: t.action, render: (row) => label(actionLabel(row.action)) },
    { key: 'actor', title: t.actor, render: (row) => row.actorName ?? t.system },
    { key: 'org', title: t.org, render: (row) => row.orgName ?? '—' },
    { key: 'at', title: t.at, render: (row) => formatInstant(row.at) },
    { key: 'seq', title: t.seq, align: 'right', render: (row) => row.seq },
    { key: 'code', title: t.code, optional: true, render: (row) => <code>{row.action}</code>, card: 'hide' },
    {
      key: 'hash',
      title: t.hash,
      optional: true,
      render: (row) => <code>{row.hash.slice(0, 12)}…</code>,
      card: 'hide',
    },
  ];
  const narrow = (change: { actorId?: string; objectId?: string }) => {
    setQuery({ actorId: undefined, objectId: undefined, ...change });
    setShown(null);
  };
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <ChainPanel />
      <DataTable
        name="audit"
        label={t.title}
        endpoint={listAudit}
        columns={columns}
        query={{ actorId: query['actorId'], objectId: query['objectId'] }}
        filters={[
          {
            key: 'action',
            label: t.room,
            kind: 'select',
            options: Object.entries(actionRooms).map(([room, name]) => ({
              value: `${room}.`,
              label: label(name),
            })),
          },
          { key: 'from', label: t.from, kind: 'day' },
          { key: 'to', label: t.to, kind: 'day' },
        ]}
        tools={narrowed && <Button onClick={() => narrow({})}>{t.all}</Button>}
        rowKey={(row) => String(row.seq)}
        rowActions={(row) => (
          <Button type="link" size="small" aria-label={t.detailsOf(row.seq)} onClick={() => setShown(row)}>
            {t.details}
          </Button>
        )}
      />
      <Dialog
        open={shown !== null}
        onClose={() => setShown(null)}
        title={shown ? t.detailsOf(shown.seq) : ''}
        width={640}
        actions={
          <>
            {shown?.actorId && (
              <Button onClick={() => narrow({ actorId: shown.actorId ?? undefined })}>{t.sameActor}</Button>
            )}
            {shown?.objectId && (
              <Button onClick={() => narrow({ objectId: shown.objectId ?? undefined })}>
                {t.sameObject}
              </Button>
            )}
          </>
        }
      >
        {shown && (
          <>
            <Facts
              items={[
                { label: t.action, value: label(actionLabel(shown.action)) },
                { label: t.code, value: <code>{shown.action}</code> },
                { label: t.at, value: formatInstant(shown.at) },
                { label: t.actor, value: shown.actorName ?? t.system },
                { label: t.org, value: shown.orgName },
                { label: t.object, value: <code>{shown.objectKind}</code> },
                { label: t.objectId, value: shown.objectId && <code>{shown.objectId}</code>, wide: true },
                { label: t.actorId, value: shown.actorId && <code>{shown.actorId}</code>, wide: true },
                { label: t.hash, value: <code>{shown.hash}</code>, wide: true },
              ]}
            />
            <h3 className={css['heading']}>{t.body}</h3>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
            <pre className={css['body']} tabIndex={0}>
              {pretty(shown.details)}
            </pre>
          </>
        )}
      </Dialog>
    </PageFrame>
  );
}

function pretty(details: string | null): string {
  if (!details) return '—';
  try {
    return JSON.stringify(JSON.parse(details), null, 2);
  } catch {
    return details;
  }
}
