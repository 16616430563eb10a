import type { Day } from '#kernel/dates.ts';
import type { AllianceModeSpec } from '#standards/packs/alliance-modes.schema.ts';
import { type AllianceState, decideSpan, isRunning } from './alliances.rules.ts';
import { awaitsDissolution, awaitsFounding } from './founding.rules.ts';

/** One party of an alliance, as its form looks at it. */
export type FormParty = {
  id: string;
  name: string;
  lead: boolean;
  /** False for a party outside the tree of organisations. */
  inside: boolean;
  /** An organisation of the tree that still exists. */
  standing: boolean;
  duty: string;
  personId: string | null;
  consentedHash: string | null;
  /** Of a party outside: the paper in which it agreed. */
  document: string;
};

/** What the form check looks at. */
export type FormFacts = {
  state: AllianceState;
  mode: string;
  advised: string | null;
  differsBecause: string;
  purpose: string;
  ending: string;
  council: string;
  fromOn: Day;
  sunsetOn: Day;
  contentHash: string;
  approvedHash: string | null;
  foundedId: string | null;
  dissolvedOn: Day | null;
  parties: readonly FormParty[];
  /** Entries of each list that were not dropped. */
  lists: Readonly<Record<'need' | 'resource' | 'project', number>>;
};

/** One fault of form: a code, a sentence that says what to do, and the party it is about. */
export type FormFault = { code: string; message: string; partyId: string | null };

const LISTS = { need: '需求', resource: '资源', project: '项目' } as const;

/** What is missing before an alliance can be handed in (联合党组织形式规范, feature 19). */
export function faultsBefore(alliance: FormFacts, spec: AllianceModeSpec, today: Day): FormFault[] {
  return [
    ...textFaults(alliance, spec, today),
    ...alliance.parties.flatMap((party) => partyFaults(party, alliance.contentHash)),
  ];
}

/** What is wrong with the form of an alliance as it stands: the same, and its approval and end. */
export function formFaults(alliance: FormFacts, spec: AllianceModeSpec, today: Day): FormFault[] {
  const dissolves: FormFault[] = awaitsDissolution(alliance, spec, today)
    ? [
        {
          code: 'not-dissolved',
          message: '期限已过或已终止，但党组织还在组织树中，请批准机关撤销。',
          partyId: null,
        },
      ]
    : [];
  if (alliance.state === 'ended' || alliance.state === 'withdrawn') return dissolves;
  const faults = faultsBefore(alliance, spec, today).filter(
    (fault) => !(isRunning(alliance.state) && fault.code === 'bad-span'),
  );
  const say = (code: string, message: string) => faults.push({ code, message, partyId: null });
  if (isRunning(alliance.state)) {
    if (alliance.approvedHash === null) say('not-approved', '没有上级批准，请报批。');
    else if (alliance.approvedHash !== alliance.contentHash)
      say('stale-approval', '批准之后改过文本，原批准不再覆盖现在的内容，请重新报批。');
    if (alliance.sunsetOn < today)
      say(
        'expired',
        spec.months === null
          ? '已过复核日期，请说明是否仍有必要联合。'
          : '已过终止日期，请办理终止或由各方续期。',
      );
    if (awaitsFounding(alliance, spec))
      say('not-founded', '已经批准，还没有在组织树中成立，请批准机关成立并任命书记。');
  }
  return [...faults, ...dissolves];
}

function textFaults(alliance: FormFacts, spec: AllianceModeSpec, today: Day): FormFault[] {
  const faults: FormFault[] = [];
  const say = (code: string, message: string) => faults.push({ code, message, partyId: null });
  const { least, most } = spec.parties;
  const count = alliance.parties.length;
  if (alliance.parties.filter((party) => party.lead).length !== 1) say('no-lead', '须有且只有一个牵头单位。');
  if (count < least) say('few-parties', `${spec.title.zh}至少 ${least} 方，现有 ${count} 方，请补充成员。`);
  if (count > most) say('many-parties', `${spec.title.zh}至多 ${most} 方，现有 ${count} 方，请分成几个。`);
  if (!spec.outside && alliance.parties.some((party) => !party.inside))
    say('outside-party', `${spec.title.zh}只能由本系统内的党组织组成，系统外单位请改用结对或联建。`);
  if (alliance.advised !== alliance.mode && alliance.differsBecause === '')
    say('differs', '选用的模式与判定表的建议不同，请写明理由。');
  if (alliance.purpose === '') say('no-purpose', '请写明联建要办成什么事。');
  if (spec.council && alliance.council === '')
    say('no-council', '联合体须写明联席会议怎样组成、多久开一次。');
  if (spec.months !== null && alliance.ending === '')
    say('no-ending', '请写明怎样终止：到期怎么办，中途退出怎么办。');
  const span = decideSpan(alliance, spec, today);
  if (!span.ok) say('bad-span', span.refusal.message);
  for (const list of spec.lists) {
    if (alliance.lists[list] === 0) say(`no-${list}`, `${LISTS[list]}清单还是空的，至少列一条。`);
  }
  return faults;
}

function partyFaults(party: FormParty, contentHash: string): FormFault[] {
  const faults: FormFault[] = [];
  const say = (code: string, message: string) =>
    faults.push({ code, message: `${party.name}：${message}`, partyId: party.id });
  if (party.inside && !party.standing) say('dissolved', '这个组织已经撤销，请更换或移出。');
  if (party.duty === '') say('no-duty', '没有写明承担什么。');
  if (!party.inside) {
    if (party.document === '') say('no-document', '系统外单位须注明同意的书面依据（协议或来函）。');
    return faults;
  }
  if (party.personId === null) say('no-person', '没有明确由谁负责。');
  if (party.consentedHash === null) say('no-consent', '还没有同意。');
  else if (party.consentedHash !== contentHash) say('stale-consent', '同意的是修改前的文本，请重新确认。');
  return faults;
}
