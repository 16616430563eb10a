import type { z } from 'zod';
import type { fileSchemas } from './packs.schema.ts';
import type { ContentFile } from './read-content-files.ts';
import type { schemeSchema } from './scheme.schema.ts';

/** A file that there is one of. */
export type Single = Exclude<keyof typeof fileSchemas, 'duties' | 'frameworks' | 'calendar'>;
/** A file by its name in the schema table. */
export type FileOf<Name extends keyof typeof fileSchemas> = ContentFile<z.infer<(typeof fileSchemas)[Name]>>;

/** All files as read, before their references are resolved. */
export type ContentFiles = {
  single: { [Name in Single]: FileOf<Name> };
  duties: FileOf<'duties'>[];
  frameworks: FileOf<'frameworks'>[];
  calendar: FileOf<'calendar'>[];
  schemes: ContentFile<z.infer<typeof schemeSchema>>[];
};
