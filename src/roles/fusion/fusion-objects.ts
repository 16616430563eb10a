import { defineObject } from '#platform/access/authorise.ts';

/** A business item: decided on by its unit, and by whoever answers for it. */
export const itemObject = defineObject({
  kind: 'business-item',
  table: 'business_item_place',
  org: 'org_id',
  person: 'person_id',
});

/** A link: decided on by the organisation of its Party task, and by those who answer for either side. */
export const linkObject = defineObject({
  kind: 'fusion-link',
  table: 'fusion_link_place',
  org: 'org_id',
  person: 'person_id',
});
