import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Facts, Panel } from '#shell/web/panel.tsx';
import type { DutyView } from '../duties.contract.ts';
import css from './duty-page.module.css';
import { dutyWords } from './duty-words.ts';

const m = messages({
  zh: {
    title: '权责和分工',
    needs: '所需的权',
    who: (posts: string) => `由${posts}享有`,
    do: '落实',
    owner: '责任人亲自落实',
    guide: '督导',
    above: '上级党组织',
    assist: '协管和交付',
    by: (posts: string) => `由${posts}交付`,
    nobody: '没有',
    casts: '各组织的落实和督导',
    org: '组织',
    assistants: '协管',
  },
  en: {
    title: 'Rights and parts',
    needs: 'Rights it takes',
    who: (posts) => `held by ${posts}`,
    do: 'Carried out by',
    owner: 'The owner himself',
    guide: 'Guided by',
    above: 'The level above',
    assist: 'Assists, and hands over',
    by: (posts) => `from ${posts}`,
    nobody: 'Nobody',
    casts: 'Who does what, by organisation',
    org: 'Organisation',
    assistants: 'Assists',
  },
});

/** The rights a duty takes, and who has which part in it. */
export function PartsPanel({ duty }: { duty: DutyView }) {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  const label = useLabel();
  const list = (names: readonly string[]) => names.join(words.and) || t.nobody;
  const doing = duty.do === 'owner' ? t.owner : list(duty.doPosts.map(label));
  const guiding = [...duty.guidePosts.map(label), ...(duty.guide?.above ? [t.above] : [])];
  return (
    <Panel title={t.title}>
      <Facts
        items={[
          {
            label: t.needs,
            value: (
              <ul>
                {duty.needs.map((right) => (
                  <li key={right.id}>
                    {label(right.title)}{' '}
                    <span className="z-quiet">{t.who(right.posts.map(label).join(words.and))}</span>
                  </li>
                ))}
                {duty.needs.length === 0 && <li>{t.nobody}</li>}
              </ul>
            ),
            wide: true,
          },
          { label: t.do, value: doing },
          { label: t.guide, value: guiding.join(words.or) || t.nobody },
          duty.assist.length > 0 && {
            label: t.assist,
            value: (
              <ul>
                {duty.assist.map((each, at) => (
                  <li key={each.deliverable}>
                    {each.deliverable}{' '}
                    <span className="z-quiet">
                      {t.by((duty.assistPosts[at] ?? []).map(label).join(words.or))}
                    </span>
                  </li>
                ))}
              </ul>
            ),
            wide: true,
          },
        ]}
      />
      {duty.casts.length > 0 && (
        <details className={css['casts']}>
          <summary>{t.casts}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{t.org}</th>
                <th scope="col">{t.do}</th>
                <th scope="col">{t.guide}</th>
                <th scope="col">{t.assistants}</th>
              </tr>
            </thead>
            <tbody>
              {duty.casts.map((cast) => (
                <tr key={cast.org.id}>
                  <th scope="row">{cast.org.name}</th>
                  <td>{cast.doers.map((each) => each.name).join(words.and) || '—'}</td>
                  <td>{cast.guide?.name ?? (cast.above ? t.above : t.nobody)}</td>
                  <td>
                    {cast.assistants.map((each) => `${each.person.name}：${each.deliverable}`).join('；') ||
                      '—'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </Panel>
  );
}
