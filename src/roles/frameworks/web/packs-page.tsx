import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { listPacks } from '../frameworks.contract.ts';
import css from './packs-page.module.css';

const m = messages({
  zh: {
    title: '可选框架',
    lead: '选一个为单位采用：先得到一份草稿，可以逐项改，补齐缺口后发布。',
    back: '责任体系',
    reading: '解读，待确认',
    sourced: '有公开样本',
    local: '本地框架包',
    crosswalk: '对照表',
    size: (rows: number, posts: number, columns: number, duties: number) =>
      `${rows} 级 ${posts > 0 ? `${posts} 岗` : `× ${columns} 类`}，${duties} 项责任`,
    preview: '预览与采用',
  },
  en: {
    title: 'Frameworks on offer',
    lead: 'Adopt one for a unit: a draft is made that can be edited item by item and issued once nothing is missing.',
    back: 'Frameworks',
    reading: 'A reading, to be confirmed',
    sourced: 'Public sample known',
    local: 'Local pack',
    crosswalk: 'Crosswalk',
    size: (rows, posts, columns, duties) =>
      `${rows} levels, ${posts > 0 ? `${posts} posts` : `${columns} columns`}, ${duties} duties`,
    preview: 'Preview and adopt',
  },
});

/** The frameworks on offer. */
export default function PacksPage() {
  const t = useMessages(m);
  const label = useLabel();
  const { data, error, refetch } = useCall(listPacks, {});
  const back = { to: '/frameworks', label: t.back };
  if (!data) return <PendingPage title={t.title} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      back={back}
      actions={<AppLink to="/framework-crosswalk">{t.crosswalk}</AppLink>}
    >
      <ul className={css['packs']}>
        {data.items.map((pack) => (
          <li key={pack.id} className={css['pack']}>
            <h2>{label(pack.title)}</h2>
            <p>
              {pack.local && <StateTag shade="info">{t.local}</StateTag>}{' '}
              {pack.reading ? (
                <StateTag shade="warn">{t.reading}</StateTag>
              ) : pack.local ? null : (
                <StateTag shade="good">{t.sourced}</StateTag>
              )}
            </p>
            <p className="z-quiet">
              {t.size(
                pack.rows.length,
                pack.columns.filter((each) => each.kind === 'post').length,
                pack.columns.length,
                pack.duties,
              )}
            </p>
            <AppLink to={`/frameworks/packs/${pack.id}`} aria-label={`${t.preview}：${label(pack.title)}`}>
              {t.preview}
            </AppLink>
          </li>
        ))}
      </ul>
    </PageFrame>
  );
}
