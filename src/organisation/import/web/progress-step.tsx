import { messages, useMessages } from '#shell/web/messages.ts';
import { Bar, Panel } from '#shell/web/panel.tsx';
import type { ImportView } from './import-view.ts';

const m = messages({
  zh: {
    reading: '正在读取工作簿',
    comparing: '正在与系统里的人员、组织比对',
    saving: '正在整理预演结果',
    writing: '正在写入',
    undoing: '正在撤销',
    done: '即将完成',
    lines: (n: number) => `${n} 行`,
    of: (done: number, total: number) => `${done} / ${total}`,
    leave: '可以离开这一页，稍后再回来看结果。',
  },
  en: {
    reading: 'Reading the workbook',
    comparing: 'Comparing with the people and organisations of the system',
    saving: 'Putting the outcome together',
    writing: 'Writing',
    undoing: 'Taking back',
    done: 'Nearly done',
    lines: (n) => `${n} lines`,
    of: (done, total) => `${done} of ${total}`,
    leave: 'You may leave this page and come back for the outcome.',
  },
});

/** Shares of the dry run that each phase has behind it when it begins. */
const BEHIND = { reading: 0.1, comparing: 0.4, saving: 0.8, writing: 0, undoing: 0, done: 0.95 };

/** How far a running dry run, or a running confirmation, is. */
export function ProgressStep({ progress }: { progress: ImportView['progress'] }) {
  const t = useMessages(m);
  const { phase, done, total } = progress ?? { phase: 'reading', done: 0, total: 0 };
  const share = phase === 'writing' && total > 0 ? done / total : BEHIND[phase];
  const text = phase === 'writing' ? t.of(done, total) : total > 0 ? t.lines(total) : undefined;
  return (
    <Panel>
      <div aria-live="polite">
        <p>{t[phase]}</p>
        <Bar value={share} label={t[phase]} text={text} />
        {phase !== 'writing' && <p className="z-quiet">{t.leave}</p>}
      </div>
    </Panel>
  );
}
