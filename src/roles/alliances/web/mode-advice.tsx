import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Note } from '#shell/web/panel.tsx';
import { inARow, inClauses } from '#shell/web/punctuation.ts';
import type { AllianceContent, AllianceMode } from '#standards/packs/alliance-modes.schema.ts';
import { adviseMode, unfitModes } from '../modes.rules.ts';
import { allianceWords } from './alliance-words.ts';
import css from './mode-advice.module.css';
import { Rows } from './rows.tsx';

const m = messages({
  zh: {
    ask: '回答完上面的问题，这里会给出适用的模式和理由。',
    left: (n: number) => `还有 ${n} 个问题没有回答。`,
    none: '不宜挂牌联建',
    fits: (mode: string) => `适用：${mode}`,
    nature: '性质',
    size: '几方',
    sizes: (least: number, most: number) => (least === most ? `${least} 方` : `${least} 至 ${most} 方`),
    term: '期限',
    months: (n: number) => `一次最长 ${n} 个月，期满各方决定续不续`,
    review: (n: number) => `不设终止，每 ${n} 个月复核一次是否仍需联合`,
    approval: '批准',
    approvals: { 'lead-unit': '牵头单位的机关党委', all: '各方共同的上级党组织', root: '机关工委' },
    lists: '须列清单',
    council: '联席会议',
    councilNeeded: '须写明组成和会期',
    basis: (rule: string) => `判定表第 ${rule} 行`,
    because: '因为您回答了',
    answer: (question: string, value: string) => `${question}：${value}`,
    asks: (mode: string) => `${mode}的要件`,
    others: '其他模式为什么不适用',
    or: '或',
    needs: (question: string, values: string) => `“${question}”须为${values}`,
  },
  en: {
    ask: 'Answer the questions above: the mode that fits and the reason appear here.',
    left: (n) => `${n} questions are left open.`,
    none: 'No alliance is called for',
    fits: (mode) => `Fits: ${mode}`,
    nature: 'What it is',
    size: 'Parties',
    sizes: (least, most) => (least === most ? `${least}` : `${least} to ${most}`),
    term: 'Term',
    months: (n) => `at most ${n} months, renewed by decision only`,
    review: (n) => `no end; reviewed every ${n} months`,
    approval: 'Approved by',
    approvals: {
      'lead-unit': "the lead unit's organ committee",
      all: 'a body above all parties',
      root: 'the work committee',
    },
    lists: 'Lists needed',
    council: 'Council',
    councilNeeded: 'its members and meetings are written down',
    basis: (rule) => `rule ${rule} of the table`,
    because: 'Because you answered',
    answer: (question, value) => `${question}: ${value}`,
    asks: (mode) => `What ${mode} asks for`,
    others: 'Why the other modes do not fit',
    or: ' or ',
    needs: (question, values) => `“${question}” would have to be ${values}`,
  },
});

/** What the decision table answers to a set of answers; asked in the browser, and again by the server when it is saved. */
export function useAdvice(content: AllianceContent, answers: Record<string, string>) {
  const advice = adviseMode(content, answers);
  return advice.ok ? advice.value : { open: advice.refusal.errors?.length ?? 0 };
}

type Props = { content: AllianceContent; answers: Record<string, string>; chosen: AllianceMode | '' };

/** The advice in words: the mode that fits and why, and what the chosen mode asks for. */
export function ModeAdvice({ content, answers, chosen }: Props) {
  const t = useMessages(m);
  const pick = useLabel();
  const title = useTitles(content);
  const advice = useAdvice(content, answers);
  if ('open' in advice)
    return <Note>{advice.open === content.inputs.length ? t.ask : t.left(advice.open)}</Note>;
  const spec = content.modes.find((mode) => mode.id === (chosen || advice.mode));
  const fitting = content.modes.find((mode) => mode.id === advice.mode);
  const rule = content.rules.find((each) => each.id === advice.rule);
  return (
    <div className={css['advice']} aria-live="polite">
      <Note shade={advice.mode === null ? 'warn' : 'good'}>
        <div className={css['verdict']}>
          <h3>{fitting ? t.fits(pick(fitting.title)) : t.none}</h3>
          <p>{pick(advice.why)}</p>
          <div>
            {t.because}
            <ul className={css['reasons']}>
              {Object.keys(rule?.when ?? {}).map((input) => (
                <li key={input}>{t.answer(title.input(input), title.value(input, answers[input] ?? ''))}</li>
              ))}
            </ul>
          </div>
          <p className={css['quiet']}>{t.basis(advice.rule)}</p>
        </div>
      </Note>
      {spec && <Elements spec={spec} />}
      <h4>{t.others}</h4>
      <dl>
        {unfitModes(content, answers, advice.mode).map(({ mode, unmet }) => (
          <div key={mode} className={css['pairOf']}>
            <dt>{pick(content.modes.find((each) => each.id === mode)?.title ?? { zh: mode, en: mode })}</dt>
            <dd>
              {inClauses(
                unmet.map(({ input, values }) =>
                  t.needs(
                    title.input(input),
                    values.map((value) => `“${title.value(input, value)}”`).join(t.or),
                  ),
                ),
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** What a mode asks for before it can be handed in. */
function Elements({ spec }: { spec: AllianceContent['modes'][number] }) {
  const t = useMessages(m);
  const words = useMessages(allianceWords);
  const pick = useLabel();
  return (
    <>
      <h4>{t.asks(pick(spec.title))}</h4>
      <dl>
        <dt>{t.nature}</dt>
        <dd>{pick(spec.nature)}</dd>
        <dt>{t.size}</dt>
        <dd>{t.sizes(spec.parties.least, spec.parties.most)}</dd>
        <dt>{t.term}</dt>
        <dd>{spec.months === null ? t.review(spec.review_months ?? 0) : t.months(spec.months)}</dd>
        <dt>{t.approval}</dt>
        <dd>{t.approvals[spec.approval]}</dd>
        <dt>{t.lists}</dt>
        <dd>{inARow(spec.lists.map((list) => words.lists[list]))}</dd>
        {spec.council && (
          <>
            <dt>{t.council}</dt>
            <dd>{t.councilNeeded}</dd>
          </>
        )}
      </dl>
    </>
  );
}

/** Titles of the questions and their answers. */
export function useTitles(content: AllianceContent) {
  const pick = useLabel();
  const find = (input: string) => content.inputs.find((each) => each.id === input);
  return {
    input: (input: string) => {
      const found = find(input);
      return found ? pick(found.title) : input;
    },
    value: (input: string, value: string) => {
      const found = find(input)?.values.find((each) => each.id === value);
      return found ? pick(found.title) : value;
    },
  };
}

const tableWords = messages({
  zh: { title: '完整判定表', rule: '行', when: '情形', mode: '结论', why: '理由', any: '其他不限' },
  en: {
    title: 'The whole table',
    rule: 'Rule',
    when: 'When',
    mode: 'Then',
    why: 'Why',
    any: 'whatever else',
  },
});

/** The whole decision table, one row a rule. */
export function ModeTable({ content }: { content: AllianceContent }) {
  const t = useMessages(tableWords);
  const advice = useMessages(m);
  const pick = useLabel();
  const title = useTitles(content);
  return (
    <details>
      <summary>{t.title}</summary>
      <Rows
        label={t.title}
        columns={[t.rule, t.when, t.mode, t.why].map((name) => ({ title: name }))}
        lines={content.rules.map((rule) => {
          const mode = content.modes.find((each) => each.id === rule.mode);
          return {
            key: rule.id,
            cells: [
              rule.id,
              inClauses(
                Object.entries(rule.when).map(([input, values]) =>
                  values.map((value) => title.value(input, value)).join(' / '),
                ),
              ) || t.any,
              mode ? pick(mode.title) : advice.none,
              pick(rule.why),
            ],
          };
        })}
      />
    </details>
  );
}
