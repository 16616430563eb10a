import { Button } from 'antd';
import { useId, useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { Field } from '#shell/web/field.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { useGo, useParam } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { type Choice, SearchPicker } from '#shell/web/search-picker.tsx';
import { StrengthMark } from '../../duties/web/marks.tsx';
import { adoptFramework, listUnits, readPack } from '../frameworks.contract.ts';
import { retirePack } from '../variants.contract.ts';
import { Matrix } from './matrix.tsx';
import css from './pack-page.module.css';

const m = messages({
  zh: {
    title: '框架包',
    back: '可选框架',
    reading: '解读，待确认',
    sourced: '有公开样本',
    local: '本地框架包',
    retire: '停用',
    retireTitle: '停用这个本地框架包？',
    retireText: '停用后不再供采用；已采用的单位不受影响。',
    matrix: '层级与岗位',
    matrixNote: '点一格看其中的责任项',
    duties: '责任项',
    all: '全部',
    adopt: '采用',
    adoptTitle: '为哪个单位采用？',
    adoptText: '采用后生成一份草稿，可以逐项修改；发布之前不影响任何人。',
    unit: '单位',
    unitHint: '输入单位名称',
    hasDraft: '已有草稿，请先发布或放弃',
  },
  en: {
    title: 'Framework pack',
    back: 'Frameworks on offer',
    reading: 'A reading, to be confirmed',
    sourced: 'Public sample known',
    local: 'Local pack',
    retire: 'Retire',
    retireTitle: 'Retire this pack?',
    retireText: 'It is no longer offered; units that adopted it keep what they have.',
    matrix: 'Levels and posts',
    matrixNote: 'Choose a cell to see its duties',
    duties: 'Duties',
    all: 'All',
    adopt: 'Adopt',
    adoptTitle: 'Adopt for which unit?',
    adoptText: 'A draft is made that can be edited item by item; nobody is concerned before it is issued.',
    unit: 'Unit',
    unitHint: 'Type the name of the unit',
    hasDraft: 'Has a draft: issue or discard it first',
  },
});

/** A pack before it is adopted: levels by posts, and the duties in each cell. */
export default function PackPage() {
  const t = useMessages(m);
  const label = useLabel();
  const packId = useParam('packId');
  const mayAdopt = useHolds('officer');
  const clerk = useHolds('clerk');
  const leave = useGo();
  const retire = useSend(retirePack, { onDone: () => leave('/frameworks/packs') });
  const [chosen, setCell] = useState<{ row: string; column: string } | 'all' | null>(null);
  const [adopting, setAdopting] = useState(false);
  const { data, error, refetch } = useCall(readPack, { params: { packId } });
  const back = { to: '/frameworks/packs', label: t.back };
  if (!data) return <PendingPage title={t.title} back={back} error={error} onRetry={refetch} />;
  // Seventy-five duties at once say little: the first cell stands for them until another is chosen.
  const cell = chosen === 'all' ? null : (chosen ?? data.cells[0] ?? null);
  const shown = data.cells.filter(
    (each) => cell === null || (each.row === cell.row && each.column === cell.column),
  );
  const nameOf = (axis: typeof data.rows, id: string) =>
    label(axis.find((each) => each.id === id)?.title ?? { zh: id, en: id });
  return (
    <PageFrame
      title={label(data.title)}
      back={back}
      badge={
        data.reading ? (
          <StateTag shade="warn">{t.reading}</StateTag>
        ) : data.local ? (
          <StateTag shade="info">{t.local}</StateTag>
        ) : (
          <StateTag shade="good">{t.sourced}</StateTag>
        )
      }
      actions={
        <>
          {data.local && clerk && (
            <ConfirmButton
              label={t.retire}
              title={t.retireTitle}
              danger
              onConfirm={() => retire.send({ params: { packId } })}
              pending={retire.pending}
              error={retire.error}
            >
              <p>{t.retireText}</p>
            </ConfirmButton>
          )}
          {mayAdopt && (
            <Button type="primary" onClick={() => setAdopting(true)}>
              {t.adopt}
            </Button>
          )}
        </>
      }
    >
      {data.note && <Note shade={data.reading ? 'warn' : 'info'}>{data.note}</Note>}
      <Panel title={t.matrix} note={t.matrixNote} flush>
        <Matrix
          rows={data.rows}
          columns={data.columns}
          cells={data.cells.map((each) => ({
            row: each.row,
            column: each.column,
            duties: each.duties.length,
          }))}
          selected={cell ?? undefined}
          onSelect={setCell}
          caption={t.matrix}
        />
      </Panel>
      <Panel
        title={t.duties}
        note={cell ? `${nameOf(data.rows, cell.row)} · ${nameOf(data.columns, cell.column)}` : t.all}
        actions={cell && <Button onClick={() => setCell('all')}>{t.all}</Button>}
        flush
      >
        <ul className={css['duties']}>
          {shown.flatMap((each) =>
            each.duties.map((duty) => (
              <li key={duty.code}>
                <span className={`${css['code']} z-number`}>{duty.code}</span>
                <div>
                  <p className={css['name']}>
                    {label(duty.title)} <StrengthMark strength={duty.strength} />
                  </p>
                  <p className="z-quiet">{duty.text}</p>
                </div>
              </li>
            )),
          )}
        </ul>
      </Panel>
      {adopting && <AdoptDialog onClose={() => setAdopting(false)} packId={packId} />}
    </PageFrame>
  );
}

function AdoptDialog({ onClose, packId }: { onClose: () => void; packId: string }) {
  const t = useMessages(m);
  const id = useId();
  const go = useGo();
  const [words, setWords] = useState('');
  const [unit, setUnit] = useState<Choice | null>(null);
  const found = useCall(listUnits, { query: { q: words || undefined, limit: 20 } }, { keep: true });
  const adopt = useSend(adoptFramework, { onDone: (reply) => go(`/frameworks/${reply.id}`) });
  const only =
    found.data?.items.length === 1 && found.data.next === null && words === ''
      ? found.data.items[0]
      : undefined;
  const chosen = unit ?? (only && !only.draft ? { id: only.unit.id, label: only.unit.name } : null);
  const choices = (found.data?.items ?? []).map((each) => ({
    id: each.unit.id,
    label: each.unit.name,
    detail: each.draft ? t.hasDraft : undefined,
    disabled: each.draft !== null,
  }));
  return (
    <FormDialog
      onClose={onClose}
      title={t.adoptTitle}
      confirm={t.adopt}
      disabled={!chosen}
      pending={adopt.pending}
      error={adopt.error}
      onConfirm={() => chosen && adopt.send({ body: { unitId: chosen.id, packId } })}
    >
      <p>{t.adoptText}</p>
      <div className={css['picking']}>
        <Field label={t.unit} id={id}>
          <SearchPicker
            id={id}
            value={chosen}
            onChange={setUnit}
            choices={choices}
            onType={setWords}
            hint={t.unitHint}
          />
        </Field>
      </div>
    </FormDialog>
  );
}
