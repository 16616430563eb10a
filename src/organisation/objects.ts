import { defineObject } from '#platform/access/authorise.ts';

/** An organisation, decided on by its own place in the tree. */
export const organisationObject = defineObject({ kind: 'organisation', table: 'organisation', org: 'id' });
