import { Button, Input } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { englishFor } from '#shell/web/error-sentence.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import type { FrameworkView } from '../frameworks.contract.ts';
import { editMatrix } from '../variants.contract.ts';
import css from './matrix-editor.module.css';

const m = messages({
  zh: {
    edit: '改层级和岗位',
    title: '层级和岗位',
    lead: '改名、增加、删除或调整次序。里面还有责任项的不能删除，先到责任项里把它移到别处。',
    rows: '层级',
    columns: '岗位（列）',
    name: (what: string, n: number) => `${what} ${n} 的名称`,
    english: (what: string, n: number) => `${what} ${n} 的英文名称`,
    duties: (n: number) => (n === 0 ? '可以删除' : `${n} 项责任，在用不能删除`),
    up: (name: string) => `上移：${name}`,
    remove: (name: string) => `删除：${name}`,
    addRow: '增加层级',
    addColumn: '增加岗位',
    zh: '名称',
    en: '英文名称（可不填）',
    fresh: '未命名',
    save: '保存',
    done: '已保存。',
  },
  en: {
    edit: 'Edit levels and posts',
    title: 'Levels and posts',
    lead: 'Rename, add, remove or reorder. One that still holds duties cannot be removed: move them first.',
    rows: 'Levels',
    columns: 'Posts (columns)',
    name: (what, n) => `${what} ${n}: name`,
    english: (what, n) => `${what} ${n}: English name`,
    duties: (n) => (n === 0 ? 'can be removed' : `${n} duties: in use, stays`),
    up: (name) => `Move up: ${name}`,
    remove: (name) => `Remove: ${name}`,
    addRow: 'Add a level',
    addColumn: 'Add a post',
    zh: 'Name in Chinese',
    en: 'Name in English',
    fresh: 'Unnamed',
    save: 'Save',
    done: 'Saved.',
  },
});

englishFor({
  'frameworks/in-use': 'Duties still stand in it. Move them elsewhere first.',
  'frameworks/doubled': 'Two have the same id or name. Rename one.',
});

type Column = FrameworkView['columns'][number];
type Item = { id: string; title: { zh: string; en: string }; kind?: string };

/** Levels and posts of a draft, to be renamed, added, removed and put in order. */
export function MatrixEditor({ framework }: { framework: FrameworkView }) {
  const t = useMessages(m);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t.edit}
      </Button>
      {open && <EditorDialog framework={framework} onClose={() => setOpen(false)} />}
    </>
  );
}

function EditorDialog({ framework, onClose }: { framework: FrameworkView; onClose: () => void }) {
  const t = useMessages(m);
  const [rows, setRows] = useState<Item[]>(framework.rows);
  const [columns, setColumns] = useState<Item[]>(framework.columns);
  const save = useSend(editMatrix, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  const held = (axis: 'row' | 'column', id: string) =>
    framework.cells
      .filter((cell) => cell[axis] === id)
      .reduce((sum, cell) => sum + cell.duties + cell.dropped, 0);
  const submit = () =>
    void save.send({
      params: { id: framework.id },
      ifMatch: framework.version,
      body: {
        rows: rows.map(({ id, title }) => ({ id, title: named(title) })),
        columns: columns.map(({ id, title, kind }) => ({
          id,
          title: named(title),
          kind: (kind ?? 'post') as 'post',
        })),
      },
    });
  return (
    <FormDialog
      title={t.title}
      confirm={t.save}
      pending={save.pending}
      error={save.error}
      width={680}
      onConfirm={submit}
      onClose={onClose}
    >
      <p className="z-quiet">{t.lead}</p>
      <Axis what={t.rows} items={rows} held={(id) => held('row', id)} onChange={setRows} add={t.addRow} />
      <Axis
        what={t.columns}
        items={columns}
        held={(id) => held('column', id)}
        onChange={setColumns}
        add={t.addColumn}
        kind="post"
      />
    </FormDialog>
  );
}

type AxisProps = {
  what: string;
  items: Item[];
  held: (id: string) => number;
  onChange: (items: Item[]) => void;
  add: string;
  kind?: Column['kind'];
};

function Axis({ what, items, held, onChange, add, kind }: AxisProps) {
  const t = useMessages(m);
  const change = (at: number, title: Partial<Item['title']>) =>
    onChange(
      items.map((item, place) => (place === at ? { ...item, title: { ...item.title, ...title } } : item)),
    );
  const raise = (at: number) => {
    const next = [...items];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(at - 1, 0, moved);
    onChange(next);
  };
  return (
    <fieldset className={css['axis']}>
      <legend>{what}</legend>
      <ul>
        {items.map((item, at) => {
          const duties = held(item.id);
          const name = item.title.zh || t.fresh;
          return (
            <li key={item.id}>
              <Input
                aria-label={t.name(what, at + 1)}
                placeholder={t.zh}
                value={item.title.zh}
                maxLength={30}
                onChange={(event) => change(at, { zh: event.target.value })}
              />
              <Input
                aria-label={t.english(what, at + 1)}
                placeholder={t.en}
                value={item.title.en}
                maxLength={60}
                onChange={(event) => change(at, { en: event.target.value })}
              />
              <span className={`${css['count']} z-quiet`}>{t.duties(duties)}</span>
              <Button size="small" disabled={at === 0} aria-label={t.up(name)} onClick={() => raise(at)}>
                ↑
              </Button>
              <Button
                size="small"
                disabled={duties > 0 || items.length === 1}
                aria-label={t.remove(name)}
                onClick={() => onChange(items.filter((_, place) => place !== at))}
              >
                ×
              </Button>
            </li>
          );
        })}
      </ul>
      <Button
        size="small"
        onClick={() =>
          onChange([...items, { id: freshId(items), title: { zh: '', en: '' }, ...(kind ? { kind } : {}) }])
        }
      >
        {add}
      </Button>
    </fieldset>
  );
}

function freshId(items: readonly Item[]): string {
  const taken = new Set(items.map((item) => item.id));
  for (let n = items.length + 1; ; n += 1) if (!taken.has(`own-${n}`)) return `own-${n}`;
}

function named(title: Item['title']): Item['title'] {
  return { zh: title.zh.trim(), en: title.en.trim() || title.zh.trim() };
}
