import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDue, today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { readToDo } from '../../agenda/agenda.contract.ts';
import { stepWord, stepWords } from '../../agenda/web/agenda-words.ts';
import css from './task-page.module.css';

const m = messages({
  zh: { title: '等我办的', all: '全部待办', more: (n: number) => `还有 ${n} 项` },
  en: { title: 'Waiting for me', all: 'Everything to do', more: (n) => `${n} more` },
});

/** How many are shown before the list of all tasks. */
const SHOWN = 6;

/** What the reader's letters ask of them now, the most pressing first, each with its step; nothing where there is nothing. */
export function WaitingPanel() {
  const t = useMessages(m);
  const words = useMessages(stepWords);
  const { data } = useCall(readToDo, {});
  const items = (data?.items ?? []).filter((item) => item.kind === 'task');
  if (items.length === 0) return null;
  return (
    <Panel
      title={t.title}
      note={String(items.length)}
      actions={<AppLink to="/to-do">{items.length > SHOWN ? t.more(items.length - SHOWN) : t.all}</AppLink>}
      flush
    >
      <ul className={css['events']}>
        {items.slice(0, SHOWN).map((item) => (
          <li key={`${item.id} ${item.action}`}>
            <StateTag shade="brand">{stepWord(words, item.action)}</StateTag>
            <AppLink to={item.link}>{item.title}</AppLink>
            <span className="z-quiet">{item.orgName}</span>
            {item.dueOn && (
              <StateTag shade={item.dueOn < today() ? 'bad' : 'neutral'}>{formatDue(item.dueOn)}</StateTag>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
