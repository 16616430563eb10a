import { Button } from 'antd';
import { useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { moveRound, precheckRound, type RoundView } from '../rounds.contract.ts';

type Action = 'request-keys' | 'redraft' | 'open' | 'close' | 'purge' | 'cancel';

const m = messages({
  zh: {
    edit: '修改',
    result: '查看结果',
    'request-keys': '征集公钥',
    redraft: '退回草稿',
    open: '开放评议',
    close: '截止',
    purge: '销毁选票',
    cancel: '作废',
    done: '已完成。',
    confirm: {
      'request-keys':
        '三位保管人将在“密钥保管”页面看到本轮，各自生成密钥。此时起不能修改，需要修改请退回草稿。',
      redraft: '已交的公钥全部作废，保管人需要重新生成。',
      open: '开放后，评议人可以评议；条款、被评组织、评议主体、保密方式不能再改。',
      close: '截止后不再接收选票，不可撤回。',
      purge: '选票密文、解密记录和评议人名单将被删除，已发布的合计保留。不可恢复。',
      cancel: '全部选票删除，不产生结果。不可恢复。',
    },
    early: '截止日期未到。请填写提前截止的理由。',
    reason: '理由',
    later: (day: string) => `${day} 起可以销毁（异议期满）`,
  },
  en: {
    edit: 'Edit',
    result: 'Result',
    'request-keys': 'Ask for keys',
    redraft: 'Back to draft',
    open: 'Open',
    close: 'Close',
    purge: 'Destroy ballots',
    cancel: 'Cancel round',
    done: 'Done.',
    confirm: {
      'request-keys':
        'The three trustees see the round on their page and each make a key. From now on it cannot be edited; take it back to the draft if you must.',
      redraft: 'All keys posted so far become void; the trustees make new ones.',
      open: 'Raters can rate from now on. Terms, organisations, groups and secrecy can no longer be changed.',
      close: 'No ballot is taken after closing, and closing cannot be undone.',
      purge:
        'Encrypted ballots, decryptions and the list of raters are deleted; the released sums stay. This cannot be undone.',
      cancel: 'All ballots are deleted and there is no result. This cannot be undone.',
    },
    early: 'The closing day has not come. Please give the reason for closing early.',
    reason: 'Reason',
    later: (day) => `Possible from ${day}, when objections are over`,
  },
});

/** The steps that a round allows now, each explained before it is taken. */
export function RoundActions({ round }: { round: RoundView }) {
  const t = useMessages(m);
  const go = useGo();
  const [asked, setAsked] = useState<Action | null>(null);
  const [reason, setReason] = useState('');
  const before = round.state === 'draft' || round.state === 'keys';
  const check = useCall(precheckRound, { params: { id: round.id } }, { enabled: before });
  const blocked = check.data?.blockers[0]?.message;
  const move = useSend(moveRound, {
    onDone: () => {
      setAsked(null);
      setReason('');
      notify(t.done);
    },
  });
  const early = asked === 'close' && today() <= round.closesOn;
  const needsReason = early || asked === 'cancel';
  const tooEarly = round.purgeFrom !== null && today() < round.purgeFrom;
  const button = (action: Action, look: 'primary' | 'default' = 'default', why?: string) =>
    round.actions.includes(action) && (
      <Button
        key={action}
        type={look}
        danger={action === 'cancel' || action === 'purge'}
        disabled={why !== undefined}
        title={why}
        onClick={() => {
          move.reset();
          setAsked(action);
        }}
      >
        {t[action]}
      </Button>
    );
  return (
    <>
      {button('cancel')}
      {button('purge', 'default', tooEarly ? t.later(round.purgeFrom!) : undefined)}
      {button('redraft')}
      {round.state === 'draft' && <Button onClick={() => go(`/rounds/${round.id}/edit`)}>{t.edit}</Button>}
      {button('request-keys', 'primary', before ? blocked : undefined)}
      {button('open', 'primary', before ? blocked : undefined)}
      {button('close', 'primary')}
      {(round.state === 'tallied' || round.state === 'purged') && (
        <Button type="primary" onClick={() => go(`/rounds/${round.id}/result`)}>
          {t.result}
        </Button>
      )}
      {asked && (
        <FormDialog
          onClose={() => setAsked(null)}
          title={t[asked]}
          pending={move.pending}
          error={move.error}
          disabled={needsReason && !reason.trim()}
          onConfirm={() =>
            move.send({
              params: { id: round.id },
              body: { action: asked, reason: reason.trim() },
              ifMatch: round.version,
            })
          }
        >
          <p>{t.confirm[asked]}</p>
          {needsReason && (
            <TextAreaField
              label={t.reason}
              hint={early ? t.early : undefined}
              rows={2}
              maxLength={200}
              required
              value={reason}
              onChange={setReason}
            />
          )}
        </FormDialog>
      )}
    </>
  );
}
