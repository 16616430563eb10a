import { Button } from 'antd';
import { queries } from './api.ts';
import { reportConflict, useConflict } from './conflict.ts';
import { Dialog } from './dialog.tsx';
import { formatInstant } from './format.ts';
import { messages, useMessages } from './messages.ts';

const m = messages({
  zh: {
    title: '内容已被他人修改',
    lead: '您打开此页之后，有人先保存了修改。为免互相覆盖，您的修改没有保存；您填写的内容仍在页面上。',
    who: '最近的修改',
    by: (who: string, at: string) => `${who} · ${at}`,
    system: '系统',
    keep: '留在页面核对',
    reload: '载入最新内容',
  },
  en: {
    title: 'Somebody else changed this',
    lead: 'Somebody saved a change after you opened this page. So that neither overwrites the other, yours was not saved; what you typed is still here.',
    who: 'Latest changes',
    by: (who, at) => `${who} · ${at}`,
    system: 'System',
    keep: 'Stay and compare',
    reload: 'Load the latest',
  },
});

type Change = { who: string | null; at: string };

/** Shown after a stale edit (412): who changed it and when, and the choice to compare or to load the latest. */
export function ConflictDialog() {
  const t = useMessages(m);
  const error = useConflict();
  const changes = (error?.data['changes'] ?? []) as Change[];
  const close = () => reportConflict(null);
  return (
    <Dialog
      open={error !== null}
      onClose={close}
      title={t.title}
      actions={
        <>
          <Button
            onClick={() => {
              close();
              void queries.invalidateQueries();
            }}
          >
            {t.reload}
          </Button>
          <Button type="primary" onClick={close}>
            {t.keep}
          </Button>
        </>
      }
    >
      <p>{t.lead}</p>
      {changes.length > 0 && (
        <>
          <h3 style={{ margin: '16px 0 4px', fontSize: 14 }}>{t.who}</h3>
          <ul>
            {changes.map((change) => (
              <li key={change.at}>{t.by(change.who ?? t.system, formatInstant(change.at))}</li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
