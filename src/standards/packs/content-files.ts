import type { z } from 'zod';
import type { AllianceContent } from './alliance-modes.schema.ts';
import type { answeringSchemas } from './answering.schema.ts';
import type { LeadingPack } from './leading.schema.ts';
import type { LedgerPack } from './ledger.schema.ts';
import type { memberSchemas } from './members.schema.ts';
import type { fileSchemas } from './packs.schema.ts';
import type { ContentFile } from './read-content-files.ts';
import type { schemeSchema } from './scheme.schema.ts';
import type { taskSchemas } from './tasks.schema.ts';

/** A file that there is one of. */
export type Single = Exclude<keyof typeof fileSchemas, 'duties' | 'frameworks' | 'calendar'>;
/** A file by its name in the schema table. */
export type FileOf<Name extends keyof typeof fileSchemas> = ContentFile<z.infer<(typeof fileSchemas)[Name]>>;

/** The files about who answers. */
export type AnsweringFiles = {
  [Name in keyof typeof answeringSchemas]: ContentFile<z.infer<(typeof answeringSchemas)[Name]>>;
};

/** The files about tasks and desks. */
export type TaskFiles = {
  [Name in keyof typeof taskSchemas]: ContentFile<z.infer<(typeof taskSchemas)[Name]>>;
};

/** All files as read, before their references are resolved. */
export type ContentFiles = {
  single: { [Name in Single]: FileOf<Name> } & {
    [Name in keyof typeof memberSchemas]: ContentFile<z.infer<(typeof memberSchemas)[Name]>>;
  } & {
    'alliance-modes.yaml': ContentFile<AllianceContent>;
    'ledger.yaml': ContentFile<LedgerPack>;
    'leading-group.yaml': ContentFile<LeadingPack>;
  };
  duties: FileOf<'duties'>[];
  frameworks: FileOf<'frameworks'>[];
  calendar: FileOf<'calendar'>[];
  answering: AnsweringFiles;
  tasks: TaskFiles;
  schemes: ContentFile<z.infer<typeof schemeSchema>>[];
};
