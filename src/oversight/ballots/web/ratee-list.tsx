import { Icon } from '#shell/web/icons.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Note, Panel, StateTag } from '#shell/web/panel.tsx';
import type { PaperView } from '../ballots.contract.ts';
import css from './ballots.module.css';

const m = messages({
  zh: {
    title: '评议的组织',
    progress: (rated: number, all: number) => `已评 ${rated} / ${all}`,
    skip: '对某个组织不了解，可以不评。',
    rated: '已评',
    open: '未评',
    code: '回执码',
    keep: '请抄下或截图保存回执码。截止后重新打开本页，可以核对这一票是否计入；回执码不显示评分。',
    thanks: '评议已提交，谢谢。',
    againSealed: '截止前可以重新评，以最后一次为准。',
  },
  en: {
    title: 'Organisations to rate',
    progress: (rated, all) => `${rated} of ${all} rated`,
    skip: 'You may leave out an organisation that you do not know.',
    rated: 'Rated',
    open: 'To rate',
    code: 'Receipt code',
    keep: 'Write the receipt codes down or take a screenshot. After closing, open this page again to see that each ballot was counted; a code says nothing about the marks.',
    thanks: 'Your ballot was submitted. Thank you.',
    againSealed: 'You may rate again until closing; the last ballot counts.',
  },
});

type Props = {
  paper: PaperView;
  ratees: readonly PaperView['ratees'][number][];
  onChoose: (id: string) => void;
};

/** The organisations of one rater, with the receipts of those already rated. */
export function RateeList({ paper, ratees, onChoose }: Props) {
  const t = useMessages(m);
  const rated = ratees.filter((ratee) => ratee.tracking).length;
  return (
    <>
      {rated > 0 && (
        <Note shade="good">
          <p role="status">
            <strong>{rated === ratees.length ? t.thanks : t.progress(rated, ratees.length)}</strong>{' '}
            {paper.mode === 'sealed' && t.againSealed}
          </p>
          <p>{t.keep}</p>
        </Note>
      )}
      <Panel
        title={t.title}
        note={ratees.length > 1 ? `${t.progress(rated, ratees.length)} · ${t.skip}` : undefined}
        flush
      >
        <ul className={css['ratees']}>
          {ratees.map((ratee) => (
            <li key={ratee.id}>
              <button
                type="button"
                onClick={() => onChoose(ratee.id)}
                disabled={paper.mode === 'named' && ratee.tracking !== null}
              >
                <span className={css['rateeName']}>
                  {ratee.name}
                  {ratee.tracking && (
                    <small>
                      {t.code} <code>{ratee.tracking}</code>
                    </small>
                  )}
                </span>
                <StateTag shade={ratee.tracking ? 'good' : 'neutral'}>
                  {ratee.tracking ? t.rated : t.open}
                </StateTag>
                <Icon name="right" size={14} />
              </button>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
