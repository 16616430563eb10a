import { EmptyState } from '#shell/web/empty-state.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Note, Panel, StateTag } from '#shell/web/panel.tsx';
import type { PaperView } from '../ballots.contract.ts';
import css from './ballots.module.css';

const m = messages({
  zh: {
    closed: '本次评议已截止',
    soon: '组织者尚未封存选票清单，请稍后再来核对回执码。',
    counted: (n: number) => `共计入 ${n} 张票`,
    hash: '选票清单指纹：',
    mine: '我的回执码',
    found: '已计入',
    missing: '不在清单中',
    nothing: '您没有提交评议。',
    missingAdvice: '有回执码不在清单中，请把它告诉组织者和任一位密钥保管人。',
  },
  en: {
    closed: 'This round has closed',
    soon: 'The list of ballots is not sealed yet. Please come back later to check your receipt code.',
    counted: (n) => `${n} ballots counted`,
    hash: 'Fingerprint of the list: ',
    mine: 'My receipt codes',
    found: 'Counted',
    missing: 'Not in the list',
    nothing: 'You did not submit a ballot.',
    missingAdvice: 'A receipt code is not in the list. Tell the organiser and one of the trustees.',
  },
});

/** After closing: the rater finds the own receipt codes in the list of counted ballots. */
export function ClosedPaper({ paper }: { paper: PaperView }) {
  const t = useMessages(m);
  if (!paper.board) return <EmptyState title={t.closed}>{t.soon}</EmptyState>;
  const counted = new Set(paper.board.trackingCodes);
  const mine = paper.ratees.flatMap((ratee) =>
    ratee.tracking ? [{ ...ratee, found: counted.has(ratee.tracking) }] : [],
  );
  return (
    <Panel title={t.closed} note={t.counted(paper.board.trackingCodes.length)}>
      <p className={css['terms']}>
        {t.hash}
        <code>{paper.board.hash.slice(0, 16)}</code>
      </p>
      <h3 className={css['sub']}>{t.mine}</h3>
      {mine.length === 0 && <p>{t.nothing}</p>}
      <ul className={css['codes']}>
        {mine.map((ratee) => (
          <li key={ratee.id}>
            <span>{ratee.name}</span>
            <code>{ratee.tracking}</code>
            <StateTag shade={ratee.found ? 'good' : 'bad'}>{ratee.found ? t.found : t.missing}</StateTag>
          </li>
        ))}
      </ul>
      {mine.some((ratee) => !ratee.found) && <Note shade="bad">{t.missingAdvice}</Note>}
    </Panel>
  );
}
