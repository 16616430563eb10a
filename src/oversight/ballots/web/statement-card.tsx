import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Icon } from '#shell/web/icons.tsx';
import { useLanguage } from '#shell/web/language.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Panel } from '#shell/web/panel.tsx';
import type { PaperView } from '../ballots.contract.ts';
import css from './ballots.module.css';

const m = messages({
  zh: {
    title: '您的评分怎样保密',
    limits: '做不到的',
    terms: '本轮条款指纹：',
    termsHint: '由本页面根据公布的条款重新计算。评议期间条款若有改动，指纹会变。',
    agree: '已阅读，开始评议',
  },
  en: {
    title: 'How your answer is kept',
    limits: 'What this cannot do',
    terms: 'Fingerprint of the terms: ',
    termsHint: 'Computed on this page from the published terms. It changes if they are changed.',
    agree: 'I have read this; start',
  },
});

/** The statement of secrecy, read before rating. Its sentences come from the round, not from this page. */
export function StatementCard({ paper, onAgree }: { paper: PaperView; onAgree: () => void }) {
  const t = useMessages(m);
  const statement = paper.statement[useLanguage()];
  const head = useRef<HTMLParagraphElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <Panel title={t.title}>
      <p
        ref={head}
        tabIndex={-1}
        className={`${css['headline']} ${paper.mode === 'named' ? css['open'] : ''}`}
      >
        <Icon name={paper.mode === 'sealed' ? 'lock' : 'eye'} size={20} /> {statement.headline}
      </p>
      <ul className={css['points']}>
        {statement.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <h3 className={css['sub']}>{t.limits}</h3>
      <ul className={css['points']}>
        {statement.limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      <p className={css['terms']}>
        {t.terms}
        <code>{paper.manifestHash.slice(0, 16)}</code>
        <span className="z-quiet"> {t.termsHint}</span>
      </p>
      <Button type="primary" size="large" block onClick={onAgree}>
        {t.agree}
      </Button>
    </Panel>
  );
}
