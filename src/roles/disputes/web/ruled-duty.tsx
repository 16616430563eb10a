import { AppLink } from '#shell/web/app-link.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Facts, Note, Panel, type Shade, StateTag } from '#shell/web/panel.tsx';
import type { ListedView } from '../disputes.contract.ts';
import css from './disputes.module.css';

const m = messages({
  zh: {
    title: '写入责任清单',
    edition: (n: number) => `第 ${n} 版`,
    states: { draft: '草稿，待发布', issued: '已施行', superseded: '已有更新的一版', discarded: '没有写成' },
    from: (day: string) => `${day}起施行`,
    lost: '写入这项裁定的草稿已被放弃，或这一项已从清单中删减，裁定没有进入现行清单。请修订清单补上。',
    before: '原来',
    after: '裁定后',
    added: '新增责任项',
    only: '适用',
    onlyThese: (names: string) => `只对${names}，其他组织的责任不变`,
    and: '、',
    open: '打开责任项',
    compare: '与上一版比较',
  },
  en: {
    title: 'Written into the duty list',
    edition: (n) => `Edition ${n}`,
    states: {
      draft: 'A draft, to be issued',
      issued: 'In force',
      superseded: 'There is a later edition',
      discarded: 'Not written',
    },
    from: (day) => `in force from ${day}`,
    lost: 'The draft with this ruling was thrown away, or the duty was left out of it: the list in force does not have it. Revise the list.',
    before: 'Before',
    after: 'As ruled',
    added: 'Duty added',
    only: 'Binds',
    onlyThese: (names) => `${names} only; nothing changes for the others`,
    and: ', ',
    open: 'Open the duty',
    compare: 'Compare with the edition before',
  },
});

const shades: Record<ListedView['state'], Shade> = {
  draft: 'warn',
  issued: 'good',
  superseded: 'neutral',
  discarded: 'bad',
};

/** What a ruling made of the duty list: which edition, whether it is in force, and the wording before and after. */
export function RuledDuty({ listed }: { listed: ListedView }) {
  const t = useMessages(m);
  const { duty, before, state, edition, fromOn } = listed;
  return (
    <Panel title={t.title}>
      <div className={css['column']}>
        <p className={css['listed']}>
          <StateTag shade={shades[state]}>{t.states[state]}</StateTag>
          {edition !== null && <span>{t.edition(edition)}</span>}
          <strong>{[listed.code, duty?.title].filter(Boolean).join(' ')}</strong>
          {state === 'issued' && fromOn && <span className={css['quiet']}>{t.from(formatDay(fromOn))}</span>}
        </p>
        {state === 'discarded' && <Note shade="bad">{t.lost}</Note>}
        {duty && (
          <Facts
            items={[
              before !== null && { label: t.before, value: before, wide: true },
              { label: before === null ? t.added : t.after, value: duty.text, wide: true },
              duty.only.length > 0 && {
                label: t.only,
                value: t.onlyThese(duty.only.join(t.and)),
                wide: true,
              },
            ]}
          />
        )}
        {duty && listed.readable && (
          <p className={css['listed']}>
            <AppLink to={`/duties/${duty.id}`}>{t.open}</AppLink>
            <AppLink to={`/frameworks/${listed.frameworkId}/compare`}>{t.compare}</AppLink>
          </p>
        )}
      </div>
    </Panel>
  );
}
