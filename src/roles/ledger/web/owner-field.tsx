import { useId, useState } from 'react';
import { listMembers } from '#organisation/tree/tree.contract.ts';
import { useCall } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { useLabel } from '#shell/web/messages.ts';
import { type Choice, SearchPicker } from '#shell/web/search-picker.tsx';

type Props = {
  label: string;
  hint?: string;
  /** The organisation whose members (with those under it) can be chosen. */
  orgId: string | null;
  value: Choice | null;
  onChange: (choice: Choice | null) => void;
  problem?: string;
};

/** A field in which one member of an organisation is chosen: no task and no problem without a named owner. */
export function OwnerField({ label, hint, orgId, value, onChange, problem }: Props) {
  const id = useId();
  const pick = useLabel();
  const [words, setWords] = useState('');
  const { data } = useCall(
    listMembers,
    { params: { id: orgId ?? '' }, query: { q: words, limit: 12 } },
    { enabled: orgId !== null && words.length > 0, keep: true },
  );
  const choices = (data?.items ?? []).map((person) => ({
    id: person.personId,
    label: person.name,
    detail: [person.orgName, ...person.posts.map(pick)].join(' · '),
  }));
  return (
    <Field label={label} id={id} hint={hint} problem={problem} required>
      <SearchPicker id={id} value={value} onChange={onChange} choices={choices} onType={setWords} />
    </Field>
  );
}
