import { useId, useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { PersonPicker } from '#roles/tasks/web/person-picker.tsx';
import { useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { TextAreaField, TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { useGo } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { SelectField } from '#shell/web/select-field.tsx';
import type { readLeadingGroup } from '../leading-group.contract.ts';
import { openRisk } from '../risks.contract.ts';
import { leadingWords } from './leading-words.ts';
import { ScaleFields, type Weight, weighed } from './scale-fields.tsx';

const m = messages({
  zh: {
    title: '登记风险',
    area: '种类',
    name: '风险',
    nameHint: '一句话，例如：项目评审廉政风险',
    detail: '情况',
    measures: '防范措施',
    owner: '责任人',
    ownerHint: '须是有相应职权的人：党组成员、机关党委书记或副书记、机关纪委书记、支部书记',
    save: '登记',
  },
  en: {
    title: 'Open a risk',
    area: 'Kind',
    name: 'Risk',
    nameHint: 'In a sentence',
    detail: 'Details',
    measures: 'Measures',
    owner: 'Owner',
    ownerHint:
      'Somebody with the power to act: of the leading group, the organ committee, or a branch secretary',
    save: 'Open',
  },
});

type Props = { group: ResponseOf<typeof readLeadingGroup>; onClose: () => void };

/** The dialog by which a risk is opened. */
export function OpenRiskDialog({ group, onClose }: Props) {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const label = useLabel();
  const go = useGo();
  const id = useId();
  const [draft, setDraft] = useState({
    area: group.terms.areas[0]?.id ?? '',
    title: '',
    detail: '',
    measures: '',
  });
  const [owner, setOwner] = useState<Choice | null>(null);
  const [weight, setWeight] = useState<Weight>({ likelihood: 3, impact: 3, reviewOn: '' });
  const { send, pending, error } = useSend(openRisk, {
    onDone: (reply) => {
      notify(words.done);
      go(`/leading-group/risks/${reply.id}`);
    },
  });
  const text = (key: 'detail' | 'measures') => (
    <TextAreaField
      label={t[key]}
      problem={fieldError(error, key)}
      rows={2}
      maxLength={1000}
      required={key === 'measures'}
      value={draft[key]}
      onChange={(value) => setDraft({ ...draft, [key]: value })}
    />
  );
  return (
    <FormDialog
      title={t.title}
      confirm={t.save}
      width={640}
      pending={pending}
      error={error}
      onConfirm={() =>
        void send({
          params: { id: group.id },
          body: {
            ...draft,
            ...weight,
            reviewOn: weighed(group.terms, weight).reviewOn,
            ownerId: owner?.id ?? '',
          },
        })
      }
      onClose={onClose}
    >
      <SelectField
        label={t.area}
        problem={fieldError(error, 'area')}
        required
        value={draft.area}
        onChange={(area) => setDraft({ ...draft, area })}
        options={group.terms.areas.map((area) => ({ value: area.id, label: label(area.title) }))}
      />
      <TextField
        label={t.name}
        hint={t.nameHint}
        problem={fieldError(error, 'title')}
        maxLength={80}
        required
        value={draft.title}
        onChange={(value) => setDraft({ ...draft, title: value })}
      />
      <Field
        label={t.owner}
        id={`${id}-owner`}
        hint={t.ownerHint}
        problem={fieldError(error, 'ownerId')}
        required
      >
        <PersonPicker id={`${id}-owner`} of={{ orgId: group.unit.id }} value={owner} onChange={setOwner} />
      </Field>
      <ScaleFields id={id} scales={group.terms} value={weight} onChange={setWeight} error={error} />
      {text('measures')}
      {text('detail')}
    </FormDialog>
  );
}
