import { Button } from 'antd';
import { useId, useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { Dialog } from '#shell/web/dialog.tsx';
import { Field } from '#shell/web/field.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { type FrameworkView, publishFramework } from '../frameworks.contract.ts';
import css from './gaps.module.css';
import { GapGroups } from './gaps.tsx';

const m = messages({
  zh: {
    blocked: (n: number) => `还不能发布：${n} 处缺口或重叠`,
    blockedText:
      '每项责任须有且只有一个责任人，有权履责、有人落实、有人督导，并写明频次、标准、结果和依据。请按建议逐项处理，再送审发布。',
    unreviewed: '还不能发布：没有审核通过',
    unreviewedText: '请先送审，由另一人审核通过后再发布。审核只对当时的内容有效，改动后须重新送审。',
    waits: '已送审，等待另一人审核。',
    heavy: (name: string, n: number, ceiling: number) => `${name}一人名下 ${n} 项，超过上限 ${ceiling} 项。`,
    ready: '发布责任清单',
    readyText: (duties: number) =>
      `共 ${duties} 项责任。发布后内容固定，按频次生成到期事项，分到任职的人名下；以后的调整通过修订进行。`,
    from: '施行日期',
    fromHint:
      '首次发布可选过去一年内的日期：此前的记录自动对应，此前到期而没有记录的会标为逾期。修订后的清单从今天起施行。',
    close: '关闭',
    publish: '发布',
    done: (owners: number, obligations: number) =>
      `已发布：落实到 ${owners} 人次，生成 ${obligations} 个到期事项。`,
  },
  en: {
    blocked: (n) => `Not yet: ${n} holes or overlaps`,
    blockedText:
      'Every duty needs exactly one owner, a cadence, a result and a basis. Repair these one by one and come back.',
    unreviewed: 'Not yet: not approved',
    unreviewedText:
      'Submit it first; somebody else approves it. An approval counts for the text as it was, and ends with any change.',
    waits: 'Submitted; somebody else has to review it.',
    heavy: (name, n, ceiling) => `${name} alone answers for ${n} duties, more than ${ceiling}.`,
    ready: 'Issue the duty lists',
    readyText: (duties) =>
      `${duties} duties. Once issued the lists are fixed, and their cadences become dated obligations of whoever holds the posts. Later changes are made by revising.`,
    from: 'In force from',
    fromHint:
      'A first edition may begin on a day of the past year: records since then are linked, and what was due since then without a record is marked late. A revised one begins today.',
    close: 'Close',
    publish: 'Issue',
    done: (owners, obligations) => `Issued: ${owners} bindings, ${obligations} dated obligations.`,
  },
});

type Props = { framework: FrameworkView; onClose: () => void };

/** Issues the lists, or shows what is missing and how to repair it. */
export function PublishDialog({ framework, onClose }: Props) {
  const t = useMessages(m);
  const id = useId();
  const [from, setFrom] = useState(today());
  const publish = useSend(publishFramework, {
    onDone: (reply) => {
      notify(t.done(reply.owners, reply.obligations));
      onClose();
    },
  });
  const { blocking, overloaded, loadCeiling } = framework.check;
  const duties = framework.lists.reduce((sum, list) => sum + list.duties, 0);
  if (blocking > 0) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={t.blocked(blocking)}
        width={680}
        actions={<Button onClick={onClose}>{t.close}</Button>}
      >
        <p style={{ marginBottom: 12 }}>{t.blockedText}</p>
        <GapGroups framework={framework} onFollow={onClose} />
        {overloaded
          .filter((each) => each.blocks)
          .map((each) => (
            <p key={each.person.id}>{t.heavy(each.person.name, each.duties, loadCeiling)}</p>
          ))}
      </Dialog>
    );
  }
  if (framework.phase !== 'approved') {
    return (
      <Dialog
        open
        onClose={onClose}
        title={t.unreviewed}
        actions={<Button onClick={onClose}>{t.close}</Button>}
      >
        <p>{framework.phase === 'submitted' ? t.waits : t.unreviewedText}</p>
      </Dialog>
    );
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t.ready}
      confirm={t.publish}
      pending={publish.pending}
      error={publish.error}
      onConfirm={() =>
        publish.send({
          params: { id: framework.id },
          body: { fromOn: from },
          ifMatch: framework.version,
        })
      }
    >
      <p>{t.readyText(duties)}</p>
      <Field label={t.from} id={id} hint={t.fromHint} problem={fieldError(publish.error, 'fromOn')}>
        <input
          id={id}
          type="date"
          className={css['day']}
          value={from}
          max={today()}
          onChange={(event) => setFrom(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}
