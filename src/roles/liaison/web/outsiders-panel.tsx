import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Panel } from '#shell/web/panel.tsx';
import { forgetOutsider, type LiaisonView } from '../liaison.contract.ts';
import css from './liaison.module.css';
import { liaisonWords } from './liaison-words.ts';
import { OutsiderDialog } from './outsider-dialog.tsx';

const m = messages({
  zh: {
    title: '党员联系非党员',
    note: '只登记称呼和所在处室；对方要求时整条删除',
    add: '登记一人',
    name: '称呼',
    place: '所在处室',
    keeper: '联系的党员',
    last: '最近联系',
    empty: '还没有登记',
    teach: '党员可以自己登记身边联系的非党员，也可以由支部登记后统一分配。',
  },
  en: {
    title: 'Contacts outside the Party',
    note: 'a name and a place only; deleted whole when they ask',
    add: 'Add somebody',
    name: 'Name',
    place: 'Works at',
    keeper: 'Member',
    last: 'Last in touch',
    empty: 'Nobody is entered yet',
    teach: 'Members can enter whom they are in touch with; the branch can enter people too and assign them.',
  },
});

/** The second layer, as the branch's secretary sees it, or whoever arranges it: without when two were in touch. */
export function OutsidersPanel({ view }: { view: LiaisonView }) {
  const t = useMessages(m);
  const words = useMessages(liaisonWords);
  const [adding, setAdding] = useState(false);
  const whole = view.shows === 'all';
  return (
    <Panel
      title={t.title}
      note={t.note}
      actions={
        whole && (
          <Button size="small" onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        )
      }
      flush
    >
      {view.outsiders.length === 0 ? (
        <EmptyState title={t.empty}>{t.teach}</EmptyState>
      ) : (
        <table className={css['grid']}>
          <thead>
            <tr>
              <th scope="col">{t.name}</th>
              <th scope="col">{t.place}</th>
              <th scope="col">{t.keeper}</th>
              {whole && (
                <>
                  <th scope="col">{t.last}</th>
                  <td />
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {view.outsiders.map((each) => (
              <tr key={each.id}>
                <th scope="row">{each.name}</th>
                <td data-label={t.place}>{each.place || '—'}</td>
                <td data-label={t.keeper} className={each.keeperId ? undefined : css['gap']}>
                  {each.keeperName ?? words.nobody}
                </td>
                {whole && (
                  <>
                    <td data-label={t.last}>{each.lastOn ? formatDayShort(each.lastOn) : words.never}</td>
                    <td>
                      <ForgetButton id={each.id} name={each.name} />
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {adding && <OutsiderDialog orgId={view.orgId} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

const f = messages({
  zh: {
    remove: '删除',
    title: (name: string) => `删除“${name}”的登记？`,
    text: '称呼和所在处室立即删除，不能恢复。已有的联系次数保留在党员本人名下，不再写明是谁。',
    named: (name: string) => `删除 ${name}`,
  },
  en: {
    remove: 'Delete',
    title: (name) => `Delete “${name}”?`,
    text: 'Name and place are deleted at once and for good. The contacts remain the member’s own, without saying with whom.',
    named: (name) => `Delete ${name}`,
  },
});

/** Deletes somebody outside the Party, because they ask or because contact has ended. */
export function ForgetButton({ id, name }: { id: string; name: string }) {
  const t = useMessages(f);
  const { send, pending, error } = useSend(forgetOutsider);
  return (
    <ConfirmButton
      quiet
      danger
      label={t.remove}
      name={t.named(name)}
      title={t.title(name)}
      pending={pending}
      error={error}
      onConfirm={() => send({ params: { id } })}
    >
      {t.text}
    </ConfirmButton>
  );
}
