import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { useLabel } from '#shell/web/messages.ts';
import { type Choice, SearchPicker } from '#shell/web/search-picker.tsx';
import { listPeopleForTask, listPeopleForTasks } from '../people.contract.ts';

type Props = {
  id: string;
  /** For one task (its owner chooses), or for the tasks of an organisation. */
  of: { taskId: string } | { orgId: string };
  value: Choice | null;
  onChange: (choice: Choice | null) => void;
};

/** A field in which one person is chosen to whom work can be given: in the unit, and there today. */
export function PersonPicker({ id, of, value, onChange }: Props) {
  const label = useLabel();
  const [q, setQ] = useState('');
  const task = 'taskId' in of;
  const forTask = useCall(
    listPeopleForTask,
    { params: { id: task ? of.taskId : '' }, query: { q } },
    { enabled: task, keep: true },
  );
  const forOrg = useCall(
    listPeopleForTasks,
    { params: { id: task ? '' : of.orgId }, query: { q } },
    { enabled: !task && of.orgId !== '', keep: true },
  );
  const people = (task ? forTask.data : forOrg.data)?.people ?? [];
  return (
    <SearchPicker
      id={id}
      value={value}
      onChange={onChange}
      onType={setQ}
      least={0}
      choices={people.map((person) => ({
        id: person.id,
        label: person.name,
        detail: [...person.posts.map(label), person.orgName ?? ''].filter(Boolean).join(' · '),
      }))}
    />
  );
}
