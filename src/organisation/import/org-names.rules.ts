import type { OrganisationKind } from '#organisation/organisation.tables.ts';
import { squeeze } from './reading.rules.ts';

/** The endings by which a name shows what kind of organisation it is; the first that fits counts. */
const ENDINGS: [RegExp, OrganisationKind][] = [
  [/联合党?支部(?:委员会)?$/, 'joint_branch'],
  [/党?总支(?:部)?(?:委员会)?$/, 'general_branch'],
  [/党小组$/, 'group'],
  [/党?支部(?:委员会)?$/, 'branch'],
  [/(?:直属机关工委|机关工委|机关工作委员会|党工委|工委)$/, 'work_committee'],
  [/(?:直属)?机关(?:基层)?(?:党委|党的委员会|党的基层委员会|委员会)$/, 'organ_committee'],
  [/党组(?:\(党委\))?$/, 'leading_group'],
  [/党委$/, 'leading_group'],
];

/** The kind of organisation a name speaks of; whatever has no Party ending is a unit. */
export function kindOfName(name: string): OrganisationKind {
  const plain = squeeze(name);
  return ENDINGS.find(([ending]) => ending.test(plain))?.[1] ?? 'unit';
}

/**
 * The part of a name that tells it from its sisters in the same unit: 中共市发展改革局办公室支部委员会, 办公室支部 and
 * 市发展改革局机关党委办公室党支部 are all 办公室. `unitNames` are the unit's name and short name.
 */
export function coreOfName(name: string, unitNames: readonly string[] = []): string {
  const plain = squeeze(name)
    .replace(/^(?:中国共产党|中共)/, '')
    .replace(/[“”"'《》]/g, '');
  let core = plain;
  for (const [ending] of ENDINGS) {
    if (ending.test(core)) {
      core = core.replace(ending, '');
      break;
    }
  }
  const longestFirst = unitNames
    .map(squeeze)
    .filter((unit) => unit !== '')
    .sort((a, b) => b.length - a.length);
  const unit = longestFirst.find((each) => core.startsWith(each));
  if (unit) core = core.slice(unit.length);
  const inner = core.replace(/^(?:直属)?机关(?:基层)?党委/, '').replace(/^机关(?=.)/, '');
  return inner === '' ? core : inner;
}

/** What two names of one unit's organisations are compared by. */
export function orgKey(name: string, kind: OrganisationKind, unitNames: readonly string[]): string {
  // A unit has one leading group and one organ committee, so their names are all the same name.
  if (kind === 'leading_group' || kind === 'organ_committee') return kind;
  const sort = kind === 'joint_branch' ? 'branch' : kind;
  return `${sort}|${coreOfName(name, unitNames)}`;
}

/** What two names of units are compared by. */
export function unitKey(name: string): string {
  return squeeze(name);
}
