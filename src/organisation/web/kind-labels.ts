import type { Label } from '#shell/web/messages.ts';
import type { OrganisationKind } from '../organisation.tables.ts';

/** What the kinds of organisation are called. */
export const kindLabels: Readonly<Record<OrganisationKind, Label>> = {
  work_committee: { zh: '机关工委', en: 'Working committee' },
  unit: { zh: '单位', en: 'Unit' },
  leading_group: { zh: '党组（党委）', en: 'Leading group' },
  organ_committee: { zh: '机关党委', en: 'Organ committee' },
  general_branch: { zh: '党总支', en: 'General branch' },
  branch: { zh: '党支部', en: 'Branch' },
  joint_branch: { zh: '联合党支部', en: 'Joint branch' },
  temporary_branch: { zh: '临时党支部', en: 'Temporary branch' },
  group: { zh: '党小组', en: 'Group' },
};
