import { useId, useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { type Choice, SearchPicker } from '#shell/web/search-picker.tsx';
import { SelectField } from '#shell/web/select-field.tsx';
import { listAlliances } from '../alliances.contract.ts';
import { type ChainView, linkAlliance } from '../chains.contract.ts';
import type { ChainTemplate } from '../chains.rules.ts';

const m = messages({
  zh: {
    title: '放进或调整联建',
    alliance: '哪个联建',
    hint: '输入名称，只列正在运行的',
    tier: '放在哪一层',
    out: '移出链群',
    under: '挂在谁下面',
    none: '不挂',
    save: '保存',
    saved: '已保存',
  },
  en: {
    title: 'Place an alliance',
    alliance: 'Which alliance',
    hint: 'type its name; only those that run',
    tier: 'In which tier',
    out: 'Take it out',
    under: 'Under which',
    none: 'none',
    save: 'Save',
    saved: 'Saved',
  },
});

type Props = { chain: ChainView; template: ChainTemplate; onClose: () => void };

/** A dialog that gives an alliance its place in a chain, or takes it out. */
export function LinkDialog({ chain, template, onClose }: Props) {
  const t = useMessages(m);
  const pick = useLabel();
  const field = useId();
  const [words, setWords] = useState('');
  const [alliance, setAlliance] = useState<Choice | null>(null);
  const [tier, setTier] = useState(template.tiers[0]?.id ?? '');
  const [under, setUnder] = useState('');
  const { data } = useCall(
    listAlliances,
    { query: { q: words, state: 'running', limit: 12 } },
    { enabled: words.length > 0, keep: true },
  );
  const { send, pending, error } = useSend(linkAlliance, {
    onDone: () => {
      notify(t.saved);
      onClose();
    },
  });
  const place = template.tiers.findIndex((each) => each.id === tier);
  const above = chain.links.filter((link) => link.tier === template.tiers[place - 1]?.id);
  return (
    <FormDialog
      title={t.title}
      confirm={t.save}
      pending={pending}
      error={error}
      onConfirm={() =>
        send({
          params: { id: chain.id },
          ifMatch: chain.version,
          body: {
            allianceId: alliance?.id ?? '',
            tier: tier || null,
            underId: under || null,
          },
        })
      }
      onClose={onClose}
    >
      <Field label={t.alliance} id={`${field}-alliance`} hint={t.hint} required>
        <SearchPicker
          id={`${field}-alliance`}
          value={alliance}
          onChange={setAlliance}
          choices={(data?.items ?? []).map((item) => ({
            id: item.id,
            label: item.name,
            detail: item.leadName,
          }))}
          onType={setWords}
        />
      </Field>
      <SelectField
        label={t.tier}
        required
        value={tier}
        onChange={(value) => {
          setTier(value);
          setUnder('');
        }}
        options={[
          ...template.tiers.map((each) => ({ value: each.id, label: pick(each.title) })),
          { value: '', label: t.out },
        ]}
      />
      {above.length > 0 && tier !== '' && (
        <SelectField
          label={t.under}
          value={under}
          onChange={setUnder}
          options={[
            { value: '', label: t.none },
            ...above.map((link) => ({ value: link.allianceId, label: link.name })),
          ]}
        />
      )}
    </FormDialog>
  );
}
