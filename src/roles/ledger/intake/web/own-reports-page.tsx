import { Button, Radio } from 'antd';
import { useId, useState } from 'react';
import { usePages, useSend } from '#shell/web/api.ts';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { TextAreaField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { LedgerNav } from '../../web/ledger-nav.tsx';
import { listOwnReports, sendOwnReport } from '../intake.contract.ts';
import css from './intake.module.css';
import { OutcomeFacts } from './outcome.tsx';

const m = messages({
  zh: {
    title: '我要反映',
    lead: '党员实名反映工作和身边的问题。每一条都有去向：列入台账、并入已有问题，或写明不受理的理由。',
    form: '反映一个问题',
    to: '交给谁受理',
    branch: '本支部',
    above: '上级（机关党委）',
    aboveHint: '涉及支部负责人的，可以交上级，支部看不到。',
    text: '什么地方、什么事、希望怎样解决',
    textHint: '最多 1000 字。不想具名的，可以扫张贴的反映码，不需要登录。',
    send: '提交',
    sent: (org: string, day: string) => `已交 ${org}，${day} 前受理`,
    mine: '我反映过的',
    none: '还没有反映过问题',
    noneWhy: '提交之后，在这里看办到哪一步。',
    more: '显示更多',
  },
  en: {
    title: 'Report a problem',
    lead: 'Members report problems by name. Every report goes somewhere: into the ledger, to a problem that stands, or it is declined with a reason.',
    form: 'A new report',
    to: 'Who decides on it',
    branch: 'My branch',
    above: 'The body above (organ committee)',
    aboveHint: 'If it concerns those who lead the branch, send it above: the branch will not see it.',
    text: 'Where, what, and how it should be solved',
    textHint: 'At most 1,000 characters. To stay unnamed, use the public code: no account is needed.',
    send: 'Send',
    sent: (org, day) => `Sent to ${org}, to be decided by ${day}`,
    mine: 'What I reported',
    none: 'Nothing reported yet',
    noneWhy: 'After you send a report, see here what becomes of it.',
    more: 'Show more',
  },
});

/** A member's own way to the ledger: a short form, and what became of earlier reports. */
export default function OwnReportsPage() {
  const t = useMessages(m);
  const ids = { to: useId() };
  const [to, setTo] = useState<'branch' | 'above'>('branch');
  const [text, setText] = useState('');
  const { send, pending, error } = useSend(sendOwnReport, {
    onDone: (reply) => {
      notify(t.sent(reply.orgName, formatDay(reply.triageBy)));
      setText('');
    },
  });
  function submit() {
    void send({ body: { to, text } });
  }
  return (
    <PageFrame title={t.title} lead={t.lead} narrow>
      <LedgerNav />
      <div className={css['column']}>
        <Panel title={t.form}>
          <Form onSubmit={submit} submit={t.send} pending={pending} error={error}>
            <Field label={t.to} id={ids.to} hint={t.aboveHint}>
              <Radio.Group
                id={ids.to}
                aria-label={t.to}
                value={to}
                onChange={(event) => setTo(event.target.value)}
              >
                <Radio value="branch">{t.branch}</Radio>
                <Radio value="above">{t.above}</Radio>
              </Radio.Group>
            </Field>
            <TextAreaField
              label={t.text}
              hint={t.textHint}
              problem={fieldError(error, 'text')}
              rows={5}
              required
              value={text}
              onChange={setText}
            />
          </Form>
        </Panel>
        <Mine />
      </div>
    </PageFrame>
  );
}

function Mine() {
  const t = useMessages(m);
  const pages = usePages(listOwnReports, {});
  if (pages.error) return <ErrorSentence error={pages.error} onRetry={pages.retry} />;
  if (pages.loading) return null;
  return (
    <Panel title={t.mine}>
      {pages.rows.length === 0 ? (
        <EmptyState title={t.none}>{t.noneWhy}</EmptyState>
      ) : (
        <div className={css['column']}>
          {pages.rows.map((row) => (
            <article key={row.id} className={css['told']}>
              <p className={css['text']}>{row.text}</p>
              <OutcomeFacts outcome={row} />
            </article>
          ))}
          {pages.more && (
            <Button onClick={pages.loadMore} loading={pages.loadingMore}>
              {t.more}
            </Button>
          )}
        </div>
      )}
    </Panel>
  );
}
