/** The columns an import knows, by the kind of sheet they stand in. Their words are content; their meaning is code. */
export const fieldIds = [
  'name',
  'sex',
  'ethnicity',
  'birth',
  'identity-number',
  'education',
  'phone',
  'politics',
  'member-kind',
  'joined',
  'confirmed',
  'branch',
  'branch-from',
  'group',
  'party-post',
  'post-at',
  'post-from',
  'unit',
  'title',
  'org-name',
  'org-kind',
  'org-parent',
  'org-unit',
  'org-category',
  'unit-name',
  'unit-short',
  'unit-category',
] as const;
export type FieldId = (typeof fieldIds)[number];

export const sheetKinds = ['people', 'organisations', 'units'] as const;
export type SheetKind = (typeof sheetKinds)[number];
