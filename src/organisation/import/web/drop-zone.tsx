import { type DragEvent, useId, useState } from 'react';
import { Icon } from '#shell/web/icons.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import css from './drop-zone.module.css';

const m = messages({
  zh: {
    choose: '选择 .xlsx 工作簿，或拖到这里',
    hint: '不超过 10 MB、5 万行。设了打开密码、带宏或引用其他文件的工作簿不能导入。',
    reading: '正在上传并识别表头…',
  },
  en: {
    choose: 'Choose an .xlsx workbook, or drop it here',
    hint: 'Up to 10 MB and 50,000 lines. No passwords, macros or links to other files.',
    reading: 'Uploading and recognising the headers…',
  },
});

/** A place to choose a workbook or to drop it. */
export function DropZone({ pending, onFile }: { pending: boolean; onFile: (file: File) => void }) {
  const t = useMessages(m);
  const id = useId();
  const [over, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !pending) onFile(file);
  };
  return (
    <label
      htmlFor={id}
      className={`${css['zone']} ${over ? css['over'] : ''} ${pending ? css['pending'] : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Icon name="document" size={28} />
      <strong aria-live="polite">{pending ? t.reading : t.choose}</strong>
      <span>{t.hint}</span>
      <input
        id={id}
        type="file"
        accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        disabled={pending}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file can be chosen again after it was mended.
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
    </label>
  );
}
