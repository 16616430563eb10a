import { Button } from 'antd';
import { useState } from 'react';
import { saveFile } from '#shell/web/call.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { downloadRoundDocument, downloadRoundWorkbook, type RoundView } from '../rounds.contract.ts';

const m = messages({
  zh: { xlsx: '导出登记表', docx: '导出结果（Word）' },
  en: { xlsx: 'Export the sheet', docx: 'Export results (Word)' },
});

type Form = RoundView['exports'][number];
const doors = { xlsx: downloadRoundWorkbook, docx: downloadRoundDocument } as const;

/** Takes a round out of the system, in the forms that its reader may take. */
export function RoundExports({ id, forms }: { id: string; forms: readonly Form[] }) {
  const t = useMessages(m);
  const [saving, setSaving] = useState<Form | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const save = async (form: Form) => {
    setSaving(form);
    setFailed(null);
    await saveFile(doors[form], { params: { id } }).catch(setFailed);
    setSaving(null);
  };
  return (
    <>
      {failed !== null && <ErrorSentence error={failed} compact />}
      {forms.map((form) => (
        <Button key={form} loading={saving === form} onClick={() => void save(form)}>
          {t[form]}
        </Button>
      ))}
    </>
  );
}
