import { AppLink } from '#shell/web/app-link.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Bar, StateTag } from '#shell/web/panel.tsx';
import type { FusionLinkView } from '../fusion.contract.ts';
import { shareOf } from '../fusion.rules.ts';
import css from './fusion.module.css';
import { fusionWords, movementShades, shown, stateShades } from './fusion-words.ts';
import { LinkSaid } from './link-said.tsx';
import { LinkSteps } from './link-steps.tsx';

const m = messages({
  zh: {
    owner: (name: string) => `业务责任人：${name}`,
    done: '任务已办结',
    bar: '从基期到目标',
  },
  en: {
    owner: (name) => `Answers for it: ${name}`,
    done: 'task done',
    bar: 'From baseline to target',
  },
});

/** A link as a chain of three: the Party task, how it helps, the business item, and the figure by which that is seen. */
export function LinkRow({ link }: { link: FusionLinkView }) {
  const t = useMessages(m);
  const words = useMessages(fusionWords);
  const { task, item } = link;
  return (
    <li>
      <div className={css['chain']} data-open={link.state !== 'confirmed'}>
        <div className={css['card']}>
          <AppLink to={`/tasks/${task.id}`}>{task.title}</AppLink>
          <small>
            {task.orgName} · {task.owner}
            {task.done && ` · ${t.done}`}
          </small>
        </div>
        <span className={css['how']}>{link.how}</span>
        <div className={css['card']}>
          <span>{item.title}</span>
          <small>{t.owner(item.owner)}</small>
        </div>
        <span className={css['arrow']} aria-hidden="true" />
        <div className={css['card']}>
          <span>{item.indicator}</span>
          <small>
            {words.from(shown(item.baseline), item.measure)} · {words.to(shown(item.target))}
            {link.value !== null && ` · ${words.now(shown(link.value))}`}
          </small>
          {link.value !== null && (
            <Bar value={shareOf(item, link.value)} label={`${item.indicator}：${t.bar}`} />
          )}
          {link.movement !== null && (
            <span>
              <StateTag shade={movementShades[link.movement]}>{words.movements[link.movement]}</StateTag>
            </span>
          )}
        </div>
      </div>
      <div className={css['foot']}>
        <StateTag shade={stateShades[link.state]}>{words.states[link.state]}</StateTag>
        <LinkSaid link={link} />
        <LinkSteps link={link} />
      </div>
    </li>
  );
}
