import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { randomId } from '#kernel/ids.ts';
import { useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { call } from '#shell/web/call.ts';
import { CopyButton } from '#shell/web/copy-button.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { Form } from '#shell/web/form.tsx';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { PublicFrame } from '#shell/web/public-frame.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
// The English sentences of its refusals.
import '../../web/ledger-words.ts';
import { openIntake, sendReport } from '../intake.contract.ts';
import css from './intake.module.css';

const m = messages({
  zh: {
    title: '反映问题',
    to: (org: string, label: string) => `您的反映将交给 ${org}（${label}）受理。`,
    none: '不能在这里反映',
    text: '什么地方、什么事、希望怎样解决',
    textHint: (most: number) => `最多 ${most} 字。请不要写身份证号，也不要写涉密内容。`,
    left: (n: number) => `已写 ${n} 字`,
    contact: '联系方式（可以不填）',
    contactHint: (days: number) =>
      `只留一个电话或邮箱，加密保存，只有经办人能看并留痕；办结 ${days} 天后删除。`,
    privacy: '不需要登录，不收集姓名、地址和设备信息。每条反映都有答复，凭查询码查看。',
    send: '提交',
    done: '已收到',
    keep: '请记下或截图保存查询码，凭它查看办理情况。系统不保存您是谁，丢失后无法找回。',
    days: (n: number) => `${n} 个工作日内受理。`,
    copy: '复制查询码',
    more: '再反映一件',
    look: '查询办理情况',
  },
  en: {
    title: 'Report a problem',
    to: (org, label) => `Your report goes to ${org} (${label}).`,
    none: 'Nothing can be reported here',
    text: 'Where, what, and how it should be solved',
    textHint: (most) => `At most ${most} characters. No identity numbers, nothing secret.`,
    left: (n) => `${n} written`,
    contact: 'How to reach you (optional)',
    contactHint: (days) =>
      `One telephone number or e-mail address. Kept sealed; only whoever handles it can read it, leaving a trace; deleted ${days} days after closing.`,
    privacy:
      'No signing in; no name, address or device is collected. Every report gets an answer, which you can look up with your receipt.',
    send: 'Send',
    done: 'Received',
    keep: 'Write the receipt down or take a picture of it: it is the only way to look up what happens. The system does not know who you are.',
    days: (n) => `To be decided on within ${n} working days.`,
    copy: 'Copy the receipt',
    more: 'Report something else',
    look: 'Look up a report',
  },
});

/** The page that a poster's code opens: for anybody, without an account, on a phone first. */
export default function PublicReportPage() {
  const t = useMessages(m);
  const code = useParam('code');
  const { data: form, error } = useQuery({
    queryKey: ['intake', code],
    queryFn: ({ signal }) => call(openIntake, { body: { code }, signal }),
    retry: false,
  });
  return (
    <PublicFrame>
      <PageFrame title={t.title} lead={form && t.to(form.orgName, form.label)} narrow>
        {error ? (
          <EmptyState title={t.none}>
            <ErrorSentence error={error} />
            <p>
              <AppLink to="/receipt">{t.look}</AppLink>
            </p>
          </EmptyState>
        ) : form ? (
          <ReportForm code={code} form={form} />
        ) : (
          <Skeleton />
        )}
      </PageFrame>
    </PublicFrame>
  );
}

type FormProps = {
  code: string;
  form: {
    limits: { least: number; most: number; contact: number };
    triageWorkdays: number;
    contactDays: number;
  };
};

function ReportForm({ code, form }: FormProps) {
  const t = useMessages(m);
  const ids = { text: useId(), contact: useId() };
  const [key, setKey] = useState(randomId);
  const [text, setText] = useState('');
  const [contact, setContact] = useState('');
  const { send, pending, error, reply, reset } = useSend(sendReport, { invalidates: [] });

  function submit() {
    void send({ body: { code, key, text, ...(contact.trim() ? { contact } : {}) } });
  }
  function again() {
    reset();
    setKey(randomId());
    setText('');
  }

  if (reply) {
    return (
      <Panel title={t.done}>
        <div className={css['receipt']} role="status">
          <strong>{reply.receipt}</strong>
          <p>{t.keep}</p>
          <p className={css['quiet']}>{t.days(form.triageWorkdays)}</p>
          <div className={css['buttons']}>
            <CopyButton text={reply.receipt} label={t.copy} main />
            <Button onClick={again}>{t.more}</Button>
          </div>
          <AppLink to="/receipt">{t.look}</AppLink>
        </div>
      </Panel>
    );
  }
  return (
    <Panel>
      <Form
        onSubmit={submit}
        submit={t.send}
        pending={pending}
        error={error}
        beside={<AppLink to="/receipt">{t.look}</AppLink>}
      >
        <Field
          label={t.text}
          id={ids.text}
          hint={t.textHint(form.limits.most)}
          problem={fieldError(error, 'text')}
          required
        >
          <Input.TextArea
            id={ids.text}
            rows={7}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <p className={css['quiet']}>{t.left([...text].length)}</p>
        </Field>
        <Field
          label={t.contact}
          id={ids.contact}
          hint={t.contactHint(form.contactDays)}
          problem={fieldError(error, 'contact')}
        >
          <Input
            id={ids.contact}
            value={contact}
            maxLength={form.limits.contact}
            autoComplete="off"
            onChange={(event) => setContact(event.target.value)}
          />
        </Field>
        <Note>{t.privacy}</Note>
      </Form>
    </Panel>
  );
}
