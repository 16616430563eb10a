import { Button } from 'antd';
import { useState } from 'react';
import { messages, useMessages } from './messages.ts';

const m = messages({
  zh: { copied: '已复制', failed: '未能复制，请手动选取' },
  en: { copied: 'Copied', failed: 'Not copied: please select it by hand' },
});

/** Puts a text on the clipboard; whether it is there. Browsers withhold their newer clipboard from pages not served over https. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  let put = false;
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    put = true;
  };
  document.addEventListener('copy', fill, { once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', fill);
  return put;
}

/** A button that copies a text, and says itself whether it did. */
export function CopyButton({ text, label, main = false }: { text: string; label: string; main?: boolean }) {
  const t = useMessages(m);
  const [outcome, setOutcome] = useState<{ of: string; words: 'copied' | 'failed' } | null>(null);
  return (
    <Button
      type={main ? 'primary' : 'default'}
      onClick={() =>
        void copyText(text).then((done) => setOutcome({ of: text, words: done ? 'copied' : 'failed' }))
      }
    >
      {outcome?.of === text ? t[outcome.words] : label}
    </Button>
  );
}
