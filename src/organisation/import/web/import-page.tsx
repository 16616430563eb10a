import { useEffect, useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatInstant } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readImport } from '../import.contract.ts';
import type { ImportView } from './import-view.ts';
import { stateShades, words } from './import-words.ts';
import { MappingStep } from './mapping-step.tsx';
import { OutcomeStep } from './outcome-step.tsx';
import { ProgressStep } from './progress-step.tsx';
import { Steps } from './steps.tsx';

const m = messages({
  zh: {
    title: '导入',
    back: '导入与导出',
    uploaded: (at: string, by: string) => `${at} 上传${by ? `，${by}` : ''}`,
    discarded: '这次导入已放弃，上传的文件已删除，没有写入任何内容。',
    undone: (at: string) => `这次导入已于 ${at} 整批撤销，导入的内容已全部移除，变更过的内容已恢复。`,
  },
  en: {
    title: 'Import',
    back: 'Import and export',
    uploaded: (at, by) => `Uploaded ${at}${by ? ` by ${by}` : ''}`,
    discarded: 'This import was given up; the uploaded file is deleted and nothing was written.',
    undone: (at) =>
      `This import was taken back as a whole on ${at}: what it made is gone, what it changed is as before.`,
  },
});

/** One import, at the step it has come to. */
export default function ImportPage() {
  const t = useMessages(m);
  const id = useParam('id');
  const found = useCall(readImport, { params: { id } });
  const view = found.data;
  const { refetch } = found;
  const running = view?.state === 'checking' && !view.stalled;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => void refetch(), 700);
    return () => clearInterval(timer);
  }, [running, refetch]);
  const w = useMessages(words);
  return (
    <PageFrame
      title={view?.fileName ?? t.title}
      back={{ to: '/imports', label: t.back }}
      badge={view && <StateTag shade={stateShades[view.state]}>{w.states[view.state]}</StateTag>}
      lead={view && t.uploaded(formatInstant(view.createdAt), view.createdBy ?? '')}
    >
      {found.error && <ErrorSentence error={found.error} onRetry={() => void refetch()} />}
      {!view && !found.error && <Skeleton />}
      {view && <Step view={view} />}
    </PageFrame>
  );
}

function Step({ view }: { view: ImportView }) {
  const t = useMessages(m);
  // The clerk may go back from the preview to the columns.
  const [mapping, setMapping] = useState(false);
  const [before, setBefore] = useState(view.state);
  if (before !== view.state) {
    setBefore(view.state);
    setMapping(false);
  }
  const atMapping = view.state === 'mapping' || (view.state === 'checking' && view.stalled) || mapping;
  return (
    <>
      <Steps view={view} atMapping={atMapping} />
      {atMapping ? (
        <MappingStep
          key={view.version}
          view={view}
          onCancel={mapping ? () => setMapping(false) : undefined}
        />
      ) : view.state === 'checking' ? (
        <ProgressStep progress={view.progress} />
      ) : view.state === 'discarded' ? (
        <Note shade="neutral">{t.discarded}</Note>
      ) : view.state === 'undone' ? (
        <Note shade="neutral">{t.undone(formatInstant(view.undoneAt))}</Note>
      ) : (
        <OutcomeStep view={view} onMapping={() => setMapping(true)} />
      )}
    </>
  );
}
