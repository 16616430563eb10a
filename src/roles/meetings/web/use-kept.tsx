import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { listKeptOrganisations, prepareMeeting } from '../meetings.contract.ts';

type Props = {
  /** The organisation asked for or chosen; without one it is the first that the reader keeps. */
  org: string | undefined;
  label: string;
  required?: boolean;
  onChoose: (orgId: string) => void;
};

/**
 * The organisation that something is written down for, and its people; with a field to choose another where the reader
 * keeps several. `none`: there is nothing that the reader keeps.
 */
export function useKept({ org, label, required = false, onChoose }: Props) {
  const [words, setWords] = useState('');
  const kept = useCall(listKeptOrganisations, { query: { q: words } }, { keep: true });
  const known = kept.data?.items ?? [];
  const orgId = org || (known[0]?.id ?? '');
  const form = useCall(prepareMeeting, { params: { id: orgId } }, { enabled: orgId !== '' }).data;
  // The one chosen stays readable while another search is shown.
  const choices = [
    ...(form && !known.some((each) => each.id === orgId) ? [{ value: orgId, label: form.orgName }] : []),
    ...known.map((each) => ({ value: each.id, label: each.name })),
  ];
  const people = [...(form?.roster ?? []), ...(form?.guests ?? [])];
  return {
    orgId,
    form,
    people: people.map((person) => ({ value: person.personId, label: person.name })),
    none: kept.data !== undefined && orgId === '' && words === '',
    error: kept.error,
    retry: () => void kept.refetch(),
    field: (choices.length > 1 || words !== '') && (
      <SelectField
        label={label}
        required={required}
        showSearch={{ onSearch: setWords, filterOption: false }}
        value={orgId}
        onChange={onChoose}
        options={choices}
      />
    ),
  };
}
