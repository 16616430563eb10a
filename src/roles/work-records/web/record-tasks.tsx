import { listTasks } from '#roles/tasks/tasks.contract.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Panel } from '#shell/web/panel.tsx';
import css from './record-page.module.css';

const m = messages({
  zh: { title: '分派的任务', by: (owner: string, due: string) => `${owner}，${due}前完成` },
  en: { title: 'Tasks given out', by: (owner, due) => `${owner}, by ${due}` },
});

/** The tasks that a meeting's decisions gave out, as far as the reader sees them. */
export function RecordTasks({ recordId }: { recordId: string }) {
  const t = useMessages(m);
  const { data } = useCall(listTasks, { query: { recordId, limit: 200 } });
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={t.title}>
      <ul className={css['pieces']}>
        {data.items.map((task) => (
          <li key={task.id}>
            <AppLink to={`/tasks/${task.id}`}>{task.title}</AppLink>
            <span className="z-quiet">{t.by(task.ownerName, formatDay(task.dueOn))}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
