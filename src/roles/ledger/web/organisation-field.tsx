import { useId, useState } from 'react';
import { listOrganisations } from '#organisation/tree/tree.contract.ts';
import { useCall } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { type Choice, SearchPicker } from '#shell/web/search-picker.tsx';

type Props = {
  label: string;
  hint?: string;
  value: Choice | null;
  onChange: (choice: Choice | null) => void;
  problem?: string;
};

/** A field in which one organisation within reach is chosen by its name. */
export function OrganisationField({ label, hint, value, onChange, problem }: Props) {
  const id = useId();
  const [words, setWords] = useState('');
  const { data } = useCall(
    listOrganisations,
    { query: { q: words, limit: 12 } },
    { enabled: words.length > 0, keep: true },
  );
  const choices = (data?.items ?? [])
    .filter((each) => each.state === 'active')
    .map((each) => ({ id: each.id, label: each.name, detail: each.category ?? undefined }));
  return (
    <Field label={label} id={id} hint={hint} problem={problem} required>
      <SearchPicker id={id} value={value} onChange={onChange} choices={choices} onType={setWords} />
    </Field>
  );
}
