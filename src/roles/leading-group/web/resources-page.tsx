import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import css from './leading.module.css';
import { LeadingNav, useGroup } from './leading-nav.tsx';
import { ResourceList } from './resource-list.tsx';

const m = messages({
  zh: { title: '党组资源配置', lead: '给什么、给多少、给谁、何时到位；到没到位，由受益的组织说了算。' },
  en: {
    title: 'Resources',
    lead: 'What, how much, for whom, by when; whether it came is for the beneficiary to say.',
  },
});

/** What the leading group promised, and what came of it. */
export default function ResourcesPage() {
  const t = useMessages(m);
  const { id, none } = useGroup();
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <div className={css['column']}>
        <LeadingNav />
        {(id !== null || none) && <ResourceList groupId={id} />}
      </div>
    </PageFrame>
  );
}
