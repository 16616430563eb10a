import { Button, QRCode } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { saveFile } from '#shell/web/call.ts';
import { CopyButton } from '#shell/web/copy-button.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { Icon } from '#shell/web/icons.tsx';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel } from '#shell/web/panel.tsx';
import { issueLinks, issueLinksWorkbook, revokeLinks } from '../rounds.contract.ts';
import css from './rounds.module.css';

const m = messages({
  zh: {
    title: '评议链接',
    back: '测评',
    lead: '一人一条链接，凭链接评议，无需账号。有账号的评议人在待办中评议，不在此列。',
    once: '链接只在生成时显示一次，系统只保存它的校验值。重新生成后，先前的链接全部作废；已提交的选票仍然有效。',
    make: '生成并在此显示（可打印二维码）',
    save: '生成并下载表格',
    revoke: '作废全部链接',
    revoked: (n: number) => `已作废 ${n} 条链接。`,
    print: '打印',
    copy: '复制链接',
    all: '本轮全部组织',
    closes: (day: string) => `${day} 截止`,
    no: (n: number) => `第 ${n} 号`,
    scan: '扫码评议',
  },
  en: {
    title: 'Links',
    back: 'Round',
    lead: 'One link for each person; no account is needed. Raters with an account find the round among their to-dos and are not listed here.',
    once: 'Links are shown only when they are made; the system keeps only their hashes. Making them again voids the earlier ones; ballots already cast stay valid.',
    make: 'Make and show here (with codes to print)',
    save: 'Make and download as a workbook',
    revoke: 'Void all links',
    revoked: (n) => `${n} links are void.`,
    print: 'Print',
    copy: 'Copy link',
    all: 'All organisations of the round',
    closes: (day) => `Closes ${day}`,
    no: (n) => `No. ${n}`,
    scan: 'Scan to rate',
  },
});

/** The links of one rater group: made once, to print with codes or to download. */
export default function LinksPage() {
  const t = useMessages(m);
  const label = useLabel();
  const id = useParam('id');
  const group = useParam('group');
  const [saving, setSaving] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const issue = useSend(issueLinks, { invalidates: [] });
  const revoke = useSend(revokeLinks, {
    invalidates: [],
    onDone: (reply) => {
      issue.reset();
      notify(t.revoked(reply.revoked));
    },
  });
  const issued = issue.reply;
  const addressOf = (token: string) => `${location.origin}/rate#${token}`;
  async function save(): Promise<void> {
    setSaving(true);
    setFailed(null);
    issue.reset();
    try {
      await saveFile(issueLinksWorkbook, { params: { id }, body: { group, origin: location.origin } });
    } catch (error) {
      setFailed(error);
    } finally {
      setSaving(false);
    }
  }
  return (
    <PageFrame
      title={issued ? `${issued.title} · ${label(issued.groupTitle)}` : t.title}
      lead={issued ? t.closes(formatDay(issued.closesOn)) : t.lead}
      back={{ to: `/rounds/${id}`, label: t.back }}
      actions={
        issued && (
          <Button type="primary" onClick={() => print()}>
            <Icon name="print" size={16} /> {t.print}
          </Button>
        )
      }
    >
      <div className="z-no-print">
        <Panel>
          <Note shade="warn">{t.once}</Note>
          <p style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 12 }}>
            <Button
              type={issued ? 'default' : 'primary'}
              loading={issue.pending}
              onClick={() => void issue.send({ params: { id }, body: { group } })}
            >
              {t.make}
            </Button>
            <Button loading={saving} onClick={() => void save()}>
              <Icon name="download" size={16} /> {t.save}
            </Button>
            <Button
              danger
              loading={revoke.pending}
              onClick={() => void revoke.send({ params: { id }, body: { group } })}
            >
              {t.revoke}
            </Button>
          </p>
          {(issue.error ?? revoke.error ?? failed) != null && (
            <ErrorSentence error={issue.error ?? revoke.error ?? failed} />
          )}
        </Panel>
      </div>
      {issued && (
        <ul className={css['sheet']}>
          {issued.links.map((link) => (
            <li key={link.token} className={css['link']}>
              <strong>{link.ratee ?? t.all}</strong>
              <QRCode
                value={addressOf(link.token)}
                size={132}
                bordered={false}
                type="svg"
                color="#000"
                bgColor="#fff"
                aria-label={t.scan}
              />
              <small>
                {t.no(link.no)}
                {link.name && ` · ${link.name}`}
                <br />
                {issued.title} · {t.closes(formatDay(issued.closesOn))}
              </small>
              <span className="z-no-print">
                <CopyButton text={addressOf(link.token)} label={t.copy} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </PageFrame>
  );
}
