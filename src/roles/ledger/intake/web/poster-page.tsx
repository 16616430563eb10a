import { Button, QRCode } from 'antd';
import { useCall } from '#shell/web/api.ts';
import { CopyButton } from '#shell/web/copy-button.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Icon } from '#shell/web/icons.tsx';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readCode } from '../intake.contract.ts';
import css from './intake.module.css';

const m = messages({
  zh: {
    title: '反映码海报',
    back: '公开反映码',
    print: '打印',
    copy: '复制短链接',
    revoked: '这个反映码已经停用，不要再张贴。',
    head: '有问题，请您说',
    scan: '扫码反映',
    steps: [
      '扫码打开，写清什么地方、什么事、希望怎样解决，最多 1000 字。',
      '不需要登录，不收集姓名和电话；联系方式可填可不填。',
      '提交后得到查询码，凭码查看受理和解决情况。',
    ].join('\n'),
    or: '不方便扫码，请在浏览器输入：',
    law: '信访、举报和诉讼事项请走法定渠道。请不要填写涉密内容。',
  },
  en: {
    title: 'Poster',
    back: 'Public codes',
    print: 'Print',
    copy: 'Copy the short link',
    revoked: 'This code is out of use: do not hang it up.',
    head: 'Something wrong? Tell us',
    scan: 'Scan to report',
    steps: [
      'Scan, and say where, what, and how it should be: at most 1,000 characters.',
      'No account, no name, no telephone; how to reach you is up to you.',
      'You get a receipt with which to look up what becomes of it.',
    ].join('\n'),
    or: 'No camera at hand? Type into a browser:',
    law: 'Petitions, accusations and lawsuits have their own legal channels. Nothing secret, please.',
  },
});

/** A code as one sheet to be printed and hung up. */
export default function PosterPage() {
  const t = useMessages(m);
  const id = useParam('id');
  const { data, error, refetch } = useCall(readCode, { params: { id } });
  const address = data ? `${location.origin}/r/${data.code}` : '';
  return (
    <PageFrame
      title={t.title}
      back={{ to: '/ledger/codes', label: t.back }}
      actions={
        data?.state === 'active' && (
          <>
            <CopyButton text={address} label={t.copy} />
            <Button type="primary" onClick={() => print()}>
              <Icon name="print" size={16} /> {t.print}
            </Button>
          </>
        )
      }
    >
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : data.state === 'revoked' ? (
        <Note shade="warn">{t.revoked}</Note>
      ) : (
        <section className={css['poster']}>
          <p className={css['organ']}>{data.orgName}</p>
          <h2>{t.head}</h2>
          <QRCode
            value={address}
            size={260}
            bordered={false}
            type="svg"
            color="#000"
            bgColor="#fff"
            errorLevel="M"
            aria-label={t.scan}
          />
          <ol>
            {t.steps.split('\n').map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>
            {t.or}
            <br />
            <span className={css['address']}>{address}</span>
          </p>
          <small>{t.law}</small>
        </section>
      )}
    </PageFrame>
  );
}
