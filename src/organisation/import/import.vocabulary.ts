import { z } from 'zod';
import { organisationKinds } from '#organisation/organisation.tables.ts';
import { fieldIds, sheetKinds } from './import-fields.rules.ts';

const label = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const words = z.array(z.string().min(1));
const orgKind = z.enum(organisationKinds);

/** The shape of `content/import-headers.yaml`. */
export const vocabularyFile = z.strictObject({
  sheets: z.array(
    z.strictObject({ id: z.enum(sheetKinds), title: label, required: z.array(z.enum(fieldIds)) }),
  ),
  fields: z.array(
    z.strictObject({
      id: z.enum(fieldIds),
      sheet: z.enum(sheetKinds),
      title: label,
      headers: words.min(1),
      example: z.string(),
      hint: z.string().optional(),
    }),
  ),
  ignored: words,
  ambiguous: z.array(
    z.strictObject({
      header: z.string(),
      sheet: z.enum(sheetKinds),
      suggest: z.enum(fieldIds),
      or: z.enum(fieldIds),
    }),
  ),
  footers: words,
  blanks: words,
  values: z.strictObject({
    sex: z.record(z.enum(['男', '女']), words),
    politics: z.record(z.enum(['full', 'probationary', 'none']), words),
    'member-kind': z.record(z.enum(['full', 'probationary']), words),
    education: z.record(z.string(), words),
    'org-kind': z.partialRecord(orgKind, words),
    posts: z.record(z.string(), words),
    'bare-posts': z.record(z.string(), z.partialRecord(orgKind, z.string())),
    'other-posts': words,
    'no-posts': words,
    ethnicities: words.length(56),
  }),
});

/** What an import needs of `content/posts.yaml`. */
export const postsFile = z.object({
  posts: z.array(
    z.object({ id: z.string(), title: label, bodies: z.array(orgKind).min(1), single: z.boolean() }),
  ),
});

/** The words by which an import reads workbooks: headers, values and posts, as `content/import-headers.yaml` has them. */
export type Vocabulary = z.infer<typeof vocabularyFile> & { posts: z.infer<typeof postsFile>['posts'] };
