import { Button, QRCode } from 'antd';
import { formatBasisPoints } from '#kernel/decimal.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { saveFile } from '#shell/web/call.ts';
import { formatDay } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import {
  downloadDocument,
  downloadWorkbook,
  type PublicationView,
  readPublication,
} from '../publications.contract.ts';
import { PublishedGroup } from './published-group.tsx';
import css from './results.module.css';
import { resultWords, scoreText } from './results-words.ts';

const m = messages({
  zh: {
    back: '结果公布',
    intact: '校验一致',
    broken: '校验失败',
    brokenText: (hash: string) =>
      `本页内容与公布时存入审计链的校验码不一致，可能被改动，请勿采信，并告知审计管理员。现在内容的校验码：${hash}`,
    corrected: '这个版本已更正，请以新版本为准。',
    see: '查看更正后的版本',
    corrects: '更正说明',
    original: '原版本',
    changes: '得分变化',
    facts: '说明',
    scheme: '考核方案',
    adopted: (day: string) => `${day}采用`,
    period: '考核期',
    notified: '反馈日期',
    published: '公布日期',
    objections: '异议',
    objectionText: (lodged: number, upheld: number, dismissed: number) =>
      `收到 ${lodged} 件，成立 ${upheld} 件，不成立 ${dismissed} 件`,
    weights: '指标和权重',
    rules: (group: number, share: string, least: string) =>
      `参评组织不足 ${group} 个的组不排名；“可能名次”是 ${share} 把握下的范围，重叠的不分先后。没有数据的指标不按零分计，其权重分摊给其他指标；有数据的权重不足 ${least} 的不评分。等次为系统建议。`,
    seal: '校验码（SM3）',
    sealText: '打印件上的校验码应与系统中一致；内容有任何改动，校验码都会不同。',
    word: '公文（Word）',
    sheet: '表格（Excel）',
    print: '打印',
  },
  en: {
    back: 'Publications',
    intact: 'Verified',
    broken: 'Verification failed',
    brokenText: (hash) =>
      `This page no longer agrees with the digest that was recorded in the audit chain. Do not rely on it, and tell the auditor. Digest of the text as it is now: ${hash}`,
    corrected: 'This version has been corrected. The new version holds.',
    see: 'See the correction',
    corrects: 'Correction',
    original: 'Original',
    changes: 'Changed scores',
    facts: 'Notes',
    scheme: 'Scheme',
    adopted: (day) => `adopted ${day}`,
    period: 'Period',
    notified: 'Made known',
    published: 'Published',
    objections: 'Objections',
    objectionText: (lodged, upheld, dismissed) =>
      `${lodged} lodged, ${upheld} upheld, ${dismissed} dismissed`,
    weights: 'Indicators and weights',
    rules: (group, share, least) =>
      `Groups of fewer than ${group} are not ranked; “possible places” hold at ${share} confidence, and where they overlap nobody is before anybody. An indicator without data is not 0: its weight is spread over the others; with less than ${least} of the weight no score is given. Bands are proposals.`,
    seal: 'Digest (SM3)',
    sealText:
      'The digest on a printed copy must be the one in the system; any change of the text changes it.',
    word: 'Word document',
    sheet: 'Excel workbook',
    print: 'Print',
  },
});

/** A publication as it was published: groups, lists or why there are none, and the digest that proves it unchanged. */
export default function PublicationPage() {
  const t = useMessages(m);
  const id = useParam('id');
  const mayExport = useHolds('clerk', 'officer', 'secretary');
  const { data, error, refetch } = useCall(readPublication, { params: { id } });
  const back = { to: '/publications', label: t.back };
  if (error || !data) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={data.title}
      lead={`${data.body.organ} · ${formatDay(data.body.published_on)}`}
      back={back}
      badge={<StateTag shade={data.intact ? 'good' : 'bad'}>{data.intact ? t.intact : t.broken}</StateTag>}
      actions={
        <>
          <Button onClick={() => print()}>{t.print}</Button>
          <Button onClick={() => void saveFile(downloadWorkbook, { params: { id } })}>{t.sheet}</Button>
          {mayExport && (
            <Button type="primary" onClick={() => void saveFile(downloadDocument, { params: { id } })}>
              {t.word}
            </Button>
          )}
        </>
      }
    >
      <div className={css['column']}>
        {!data.intact && <Note shade="bad">{t.brokenText(data.actualHash)}</Note>}
        {data.correctedBy && (
          <Note shade="warn">
            {t.corrected} <AppLink to={`/publications/${data.correctedBy}`}>{t.see}</AppLink>
          </Note>
        )}
        <Correction publication={data} />
        {data.body.groups.map((group) => (
          <PublishedGroup key={`${group.kind}/${group.category}`} group={group} disputed={data.disputed} />
        ))}
        <About publication={data} />
      </div>
    </PageFrame>
  );
}

function Correction({ publication }: { publication: PublicationView }) {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  const { corrects } = publication.body;
  if (!corrects) return null;
  return (
    <Panel title={t.corrects}>
      <p>
        {corrects.reason} <AppLink to={`/publications/${corrects.publication}`}>{t.original}</AppLink>
      </p>
      {corrects.changes.length > 0 && (
        <>
          <h3>{t.changes}</h3>
          <ul>
            {corrects.changes.map((change) => (
              <li key={change.organisation}>
                {change.name} {scoreText(change.from) ?? words.ungraded} →{' '}
                {scoreText(change.to) ?? words.ungraded}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function About({ publication }: { publication: PublicationView }) {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  const pick = useLabel();
  const { body } = publication;
  return (
    <Panel title={t.facts}>
      <div className={css['column']}>
        <p>
          {t.rules(
            body.scheme.min_group,
            formatBasisPoints(body.scheme.confidence),
            formatBasisPoints(body.scheme.min_coverage),
          )}
        </p>
        <Facts
          items={[
            {
              label: t.scheme,
              value: `${pick(body.scheme.title)} v${body.scheme.version} · ${t.adopted(formatDay(body.scheme.adopted_on))}`,
            },
            { label: t.period, value: `${formatDay(body.period.from)} — ${formatDay(body.period.to)}` },
            { label: t.notified, value: formatDay(body.notified_on) },
            { label: t.published, value: formatDay(body.published_on) },
            {
              label: t.objections,
              value: t.objectionText(
                body.objections.lodged,
                body.objections.upheld,
                body.objections.dismissed,
              ),
            },
            {
              label: t.weights,
              value: body.scheme.indicators
                .map(
                  (each) =>
                    `${pick(each.title)} ${formatBasisPoints(each.weight)} – ${words.sources[each.source] ?? each.source}`,
                )
                .join(' · '),
              wide: true,
            },
          ]}
        />
        <div className={css['seal']}>
          {/* The digest stands beside it in letters. */}
          <span aria-hidden="true">
            <QRCode type="svg" value={publication.hash} size={104} bordered={false} />
          </span>
          <div>
            <strong>{t.seal}</strong>
            <p className={css['hash']}>{publication.hash}</p>
            <p className={css['quiet']}>{t.sealText}</p>
          </div>
        </div>
      </div>
    </Panel>
  );
}
