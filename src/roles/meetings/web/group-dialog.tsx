import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { addGroup, changeGroup, type GroupsView, type GroupView } from '../groups/groups.contract.ts';
import './meeting-words.ts';

const m = messages({
  zh: {
    add: '设立党小组',
    change: '调整党小组',
    name: '名称',
    nameHint: '例如：第一党小组',
    members: '组员',
    membersHint: '从别的小组选来的，自动离开原来的小组',
    leader: '组长',
    save: '保存',
    saved: '已保存，从今天起生效',
  },
  en: {
    add: 'Set up a group',
    change: 'Change the group',
    name: 'Name',
    nameHint: 'Such as: First group',
    members: 'Members',
    membersHint: 'Whoever comes from another group leaves it',
    leader: 'Leader',
    save: 'Save',
    saved: 'Saved, from today on',
  },
});

type Props = { group: GroupView | null; view: GroupsView; onClose: () => void };

/** Sets up a Party group or changes who leads and belongs to it. */
export function GroupDialog({ group, view, onClose }: Props) {
  const t = useMessages(m);
  const [name, setName] = useState(group?.name ?? '');
  const [memberIds, setMembers] = useState(group?.members.map((each) => each.id) ?? []);
  const [leaderId, setLeader] = useState<string | null>(group?.leader?.id ?? null);
  const onDone = () => {
    notify(t.saved);
    onClose();
  };
  const add = useSend(addGroup, { onDone });
  const change = useSend(changeGroup, { onDone, fields: { name: t.name } });
  const { pending, error } = group ? change : add;
  const leader = leaderId !== null && memberIds.includes(leaderId) ? leaderId : null;

  function save() {
    const body = { name, memberIds, leaderId: leader ?? '' };
    void (group
      ? change.send({ params: { id: group.id }, ifMatch: group.version, body })
      : add.send({ params: { id: view.branch.id }, body }));
  }

  return (
    <FormDialog
      title={group ? t.change : t.add}
      confirm={t.save}
      onClose={onClose}
      onConfirm={save}
      pending={pending}
      disabled={name.trim() === '' || leader === null || memberIds.length < 2}
      error={error}
    >
      <TextField
        label={t.name}
        hint={t.nameHint}
        problem={fieldError(error, 'name')}
        maxLength={40}
        required
        value={name}
        onChange={setName}
      />
      <SelectField
        label={t.members}
        hint={t.membersHint}
        problem={fieldError(error, 'memberIds')}
        required
        mode="multiple"
        optionFilterProp="label"
        value={memberIds}
        onChange={setMembers}
        options={view.members.map((each) => ({ value: each.id, label: each.name }))}
      />
      <SelectField
        label={t.leader}
        problem={fieldError(error, 'leaderId')}
        required
        value={leader ?? undefined}
        onChange={setLeader}
        options={view.members
          .filter((each) => memberIds.includes(each.id))
          .map((each) => ({ value: each.id, label: each.name }))}
      />
    </FormDialog>
  );
}
