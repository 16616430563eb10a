import { Button } from 'antd';
import { actionLabel } from '#shell/audit/web/action-labels.ts';
import { queries } from './api.ts';
import { differencesOf, reportConflict, useConflict } from './conflict.ts';
import css from './conflict-dialog.module.css';
import { Dialog } from './dialog.tsx';
import { formatInstant } from './format.ts';
import { messages, useLabel, useMessages } from './messages.ts';

const m = messages({
  zh: {
    title: '内容已被他人修改',
    lead: '您打开此页之后，有人先保存了修改。为免互相覆盖，您的修改没有保存；您填写的内容仍在页面上。',
    who: '谁改的',
    differences: '两边不同的地方',
    field: '项目',
    now: '现在的内容',
    mine: '您填写的',
    system: '系统',
    keep: '留在页面核对',
    reload: '载入最新内容',
  },
  en: {
    title: 'Somebody else changed this',
    lead: 'Somebody saved a change after you opened this page. So that neither overwrites the other, yours was not saved; what you typed is still here.',
    who: 'Who changed it',
    differences: 'Where the two differ',
    field: 'Field',
    now: 'As it is now',
    mine: 'As you have it',
    system: 'System',
    keep: 'Stay and compare',
    reload: 'Load the latest',
  },
});

type Change = { who: string | null; at: string; action: string };

/** Shown after a stale edit (412): who changed it, when and what, and the choice to compare or to load the latest. */
export function ConflictDialog() {
  const t = useMessages(m);
  const label = useLabel();
  const conflict = useConflict();
  const changes = (conflict?.error.data['changes'] ?? []) as Change[];
  const differences = conflict ? differencesOf(conflict) : [];
  const close = () => reportConflict(null);
  return (
    <Dialog
      open={conflict !== null}
      onClose={close}
      title={t.title}
      width={620}
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
          <h3 className={css['heading']}>{t.who}</h3>
          <ul>
            {changes.map((change) => (
              <li key={change.at + change.action}>
                {change.who ?? t.system} · {formatInstant(change.at)} · {label(actionLabel(change.action))}
              </li>
            ))}
          </ul>
        </>
      )}
      {differences.length > 0 && (
        <>
          <h3 className={css['heading']}>{t.differences}</h3>
          <table className={css['table']}>
            <thead>
              <tr>
                <th scope="col">{t.field}</th>
                <th scope="col">{t.now}</th>
                <th scope="col">{t.mine}</th>
              </tr>
            </thead>
            <tbody>
              {differences.map((each) => (
                <tr key={each.name}>
                  <th scope="row">{each.name}</th>
                  <td>{each.now}</td>
                  <td>{each.mine}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Dialog>
  );
}
