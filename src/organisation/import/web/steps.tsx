import { messages, useMessages } from '#shell/web/messages.ts';
import type { ImportView } from './import-view.ts';
import css from './steps.module.css';

const m = messages({
  zh: {
    label: '导入的步骤',
    upload: '上传',
    mapping: '核对表头',
    check: '预演',
    confirm: '确认',
    done: '完成',
  },
  en: {
    label: 'Steps of the import',
    upload: 'Upload',
    mapping: 'Columns',
    check: 'Dry run',
    confirm: 'Confirm',
    done: 'Done',
  },
});

const ORDER = ['upload', 'mapping', 'check', 'confirm', 'done'] as const;

/** Where an import is on its way. */
export function Steps({ view, atMapping }: { view: ImportView; atMapping: boolean }) {
  const t = useMessages(m);
  const now = atMapping
    ? 'mapping'
    : (({ checking: 'check', checked: 'confirm' } as Record<string, (typeof ORDER)[number]>)[view.state] ??
      'done');
  const place = ORDER.indexOf(now);
  return (
    <ol className={css['steps']} aria-label={t.label}>
      {ORDER.map((step, index) => (
        <li
          key={step}
          className={index < place || now === 'done' ? css['past'] : index === place ? css['now'] : undefined}
          aria-current={index === place ? 'step' : undefined}
        >
          <span className={css['no']}>{index + 1}</span>
          {t[step]}
        </li>
      ))}
    </ol>
  );
}
