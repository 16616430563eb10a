import { useCall } from '#shell/web/api.ts';
import { englishFor } from '#shell/web/error-sentence.tsx';
import { messages, useLabel } from '#shell/web/messages.ts';
import { readRecordKinds } from '../work-records.contract.ts';

/** Words that the pages of records share. */
export const recordWords = messages({
  zh: {
    late: (days: number) => `迟报 ${days} 天`,
    held: { late: '待上级确认', subject: '待对方确认' },
    withdrawn: '已撤回',
    parts: {
      present: '参加',
      absent: '缺席',
      exempt: '不计应到',
      chair: '主持',
      recorder: '记录',
      speaker: '主讲',
      subject: '对象',
    },
    results: { noted: '议定', passed: '通过', failed: '未通过' },
  },
  en: {
    late: (days) => `filed ${days} d late`,
    held: { late: 'Waits for the superior body', subject: 'Waits for the other side' },
    withdrawn: 'Withdrawn',
    parts: {
      present: 'present',
      absent: 'absent',
      exempt: 'not counted',
      chair: 'chair',
      recorder: 'minutes',
      speaker: 'speaker',
      subject: 'other side',
    },
    results: { noted: 'Agreed', passed: 'Passed', failed: 'Not passed' },
  },
});

englishFor({
  'work/unknown-visited':
    'An organisation visited is not there or beyond what you keep. Choose again from the list.',
});

/** The kinds of record and evidence as content names them, and a function that names one in the language in use. */
export function useRecordKinds() {
  const label = useLabel();
  const { data } = useCall(readRecordKinds, {}, { staleTime: 600_000 });
  const kinds = new Map(data?.kinds.map((kind) => [kind.id, kind]));
  const evidence = new Map(data?.evidence.map((kind) => [kind.id, kind]));
  return {
    kinds: data?.kinds ?? [],
    evidence: data?.evidence ?? [],
    nameOf: (id: string) => label(kinds.get(id)?.title ?? { zh: id, en: id }),
    evidenceName: (id: string) => label(evidence.get(id)?.title ?? { zh: id, en: id }),
    dutyName: (id: string) =>
      label(
        data?.kinds.flatMap((kind) => kind.duties).find((duty) => duty.id === id)?.title ?? {
          zh: id,
          en: id,
        },
      ),
  };
}

englishFor({
  'records/duplicate':
    'This has been recorded already; there is no need to fill it in again. Open that record to correct it.',
  'records/not-yet': 'The day lies ahead. Record things after they have happened.',
  'records/unknown-person': 'Somebody in the list does not belong to this unit. Choose people from the list.',
  'records/enough':
    'There is enough on file for this. No more traces are taken, and nobody may ask for more.',
  'records/not-asked': 'This kind of material is not asked for here.',
  'records/already-confirmed': 'This result has been confirmed already.',
  'records/own-confirmation':
    'A branch cannot confirm its own result. Ask those served, the source of the figure, or another unit.',
  'records/trace-needs-no-confirmation': 'A trace needs no confirmation and counts for nothing.',
  'work/unknown-kind': 'There is no such kind of record, or the system writes it itself.',
  'work/not-of-your-post':
    'This kind of work does not belong to your post. The secretary, or the commissioner whose work it is, records it.',
  'work/no-content':
    'Of a talk only the day, the two sides and the topic are kept. Clear the outcome and save again.',
  'work/person-twice': 'The same person stands twice in the same part.',
  'work/talk-has-two-sides': 'Choose who talked, and with whom.',
  'work/talk-with-oneself': 'Nobody can talk with themselves.',
  'work/withdrawn': 'This record has been withdrawn.',
  'work/not-held': 'This record does not wait for an answer. Reload the page.',
  'work/own-release': 'Somebody else has to confirm what you entered yourself.',
  'work/say-why': 'Give a reason.',
  'work/already-acknowledged': 'You have confirmed this talk already.',
  'work/unknown-evidence': 'There is no such kind of evidence.',
});
