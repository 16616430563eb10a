import { addDays } from '#kernel/dates.ts';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Facts, Panel } from '#shell/web/panel.tsx';
import type { CaseView } from '../cases.contract.ts';

const m = messages({
  zh: {
    title: '我的权利',
    note: '依据党章第四条和本系统规则',
    see: '查看',
    seeNow: '事实、评价、核对和每一步的办理人，都在本页。',
    seeLater: '事实和每一步的办理人现在就能看；评价和等次在党组审定、告知后能看。',
    answer: '说明',
    answerText: '事实有误或缺漏，在自主填报里补充，或者对那条记录提出不符。',
    object: '异议',
    objectLater: (days: number) => `告知后至少 ${days} 个工作日内可以提出，之前不会办结。`,
    objectNow: (day: string) => `最迟 ${day}。写明哪里不符即可。`,
    objectDone: '您已提出。',
    objectOver: '已办结。',
    reply: '答复',
    replyText: (days: number) => `由没有经手过的同志在 ${days} 个工作日内答复，维持或退回重评都写明理由。`,
    replyBy: (day: string) => `最迟 ${day} 答复，由没有经手过的同志办理，维持或退回重评都写明理由。`,
    use: '运用',
    useText: '办结后计入年终考核。不排个人名次，不对外公布。',
  },
  en: {
    title: 'My rights',
    note: 'Party constitution, article 4, and the rules of this system',
    see: 'To see',
    seeNow: 'The facts, the evaluation, the check, and who took each step are on this page.',
    seeLater:
      'The facts and who takes each step, now; the evaluation and the grade once they were approved and you were told.',
    answer: 'To explain',
    answerText: 'If a fact is wrong or missing, add it in your own report, or say that the record is wrong.',
    object: 'To object',
    objectLater: (days) =>
      `Within at least ${days} working days of being told; nothing is settled before that.`,
    objectNow: (day) => `By ${day}. Say what is wrong; that is enough.`,
    objectDone: 'You have objected.',
    objectOver: 'It is settled.',
    reply: 'To be answered',
    replyText: (days) =>
      `Within ${days} working days, by somebody who had no hand in it, with reasons either way.`,
    replyBy: (day) => `By ${day}, by somebody who had no hand in it, with reasons either way.`,
    use: 'Its use',
    useText: 'Once settled it counts in the year-end appraisal. Nobody is ranked, and nothing is published.',
  },
});

/** What a member may do about his own appraisal, and by when. */
export function RightsPanel({ view }: { view: CaseView }) {
  const t = useMessages(m);
  const { state, terms } = view;
  const told = ['told', 'objected', 'settled'].includes(state);
  const objection = () => {
    if (state === 'told' && view.freeFrom) return t.objectNow(formatDay(addDays(view.freeFrom, -1)));
    if (state === 'objected') return t.objectDone;
    return state === 'settled' ? t.objectOver : t.objectLater(terms.noticeWorkdays);
  };
  return (
    <Panel title={t.title} note={t.note}>
      <Facts
        items={[
          { label: t.see, value: told ? t.seeNow : t.seeLater, wide: true },
          { label: t.answer, value: t.answerText, wide: true },
          { label: t.object, value: objection(), wide: true },
          {
            label: t.reply,
            value: view.answerBy ? t.replyBy(formatDay(view.answerBy)) : t.replyText(terms.answerWorkdays),
            wide: true,
          },
          { label: t.use, value: t.useText, wide: true },
        ]}
      />
    </Panel>
  );
}
