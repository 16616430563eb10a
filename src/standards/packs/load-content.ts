import type { z } from 'zod';
import { allianceSchema } from './alliance-modes.schema.ts';
import { answeringSchemas } from './answering.schema.ts';
import { checkAlliances } from './check-alliances.ts';
import { checkContent } from './check-content.ts';
import { checkLeading } from './check-leading.ts';
import { checkLedger } from './check-ledger.ts';
import { checkTasks } from './check-tasks.ts';
import type { Content, Duty, RecordKind, Subject } from './content.ts';
import type { ContentFiles, FileOf } from './content-files.ts';
import { leadingSchema } from './leading.schema.ts';
import { ledgerSchema } from './ledger.schema.ts';
import { memberSchemas } from './members.schema.ts';
import { fileSchemas } from './packs.schema.ts';
import { ContentError, type ContentFault, contentFileNames, readContentFile } from './read-content-files.ts';
import { schemeSchema } from './scheme.schema.ts';
import { taskSchemas } from './tasks.schema.ts';

/** Files with a loader of their own in the room that reads them. */
const ELSEWHERE = new Set(['import-headers.yaml', 'rules-page.yaml']);

/**
 * Reads, checks and resolves everything under a content folder. Throws a `ContentError` that lists every fault with
 * its file, line and path: a wrong shape, an unknown or doubled id, a reference to nothing.
 */
export function loadContent(dir: string): Content {
  const faults: ContentFault[] = [];
  const files = readAll(dir, faults);
  if (files === null) throw new ContentError(faults);
  const content = resolve(files);
  faults.push(
    ...checkContent(files, content),
    ...checkAlliances(files.single['alliance-modes.yaml'], content),
    ...checkLedger(files.single['ledger.yaml'], content),
    ...checkLeading(files.single['leading-group.yaml'], content),
    ...checkTasks(files.tasks, content),
  );
  if (faults.length > 0) throw new ContentError(faults);
  return content;
}

function readAll(dir: string, faults: ContentFault[]): ContentFiles | null {
  const names = contentFileNames(dir);
  const read = <Schema extends z.ZodType>(file: string, schema: Schema) =>
    readContentFile(dir, file, schema, faults);
  const readFolder = <Schema extends z.ZodType>(folder: string, schema: Schema) =>
    names.filter((name) => name.startsWith(`${folder}/`)).map((name) => read(name, schema));

  const single = {
    'regulations.yaml': read('regulations.yaml', fileSchemas['regulations.yaml']),
    'subjects.yaml': read('subjects.yaml', fileSchemas['subjects.yaml']),
    'posts.yaml': read('posts.yaml', fileSchemas['posts.yaml']),
    'parameters.yaml': read('parameters.yaml', fileSchemas['parameters.yaml']),
    'evidence-kinds.yaml': read('evidence-kinds.yaml', fileSchemas['evidence-kinds.yaml']),
    'cadences.yaml': read('cadences.yaml', fileSchemas['cadences.yaml']),
    'meeting-kinds.yaml': read('meeting-kinds.yaml', fileSchemas['meeting-kinds.yaml']),
    'record-kinds.yaml': read('record-kinds.yaml', fileSchemas['record-kinds.yaml']),
    'alliance-modes.yaml': read('alliance-modes.yaml', allianceSchema),
    'conduct.yaml': read('conduct.yaml', memberSchemas['conduct.yaml']),
    'ledger.yaml': read('ledger.yaml', ledgerSchema),
    'leading-group.yaml': read('leading-group.yaml', leadingSchema),
    'fusion.yaml': read('fusion.yaml', memberSchemas['fusion.yaml']),
    'liaison.yaml': read('liaison.yaml', memberSchemas['liaison.yaml']),
  };
  const answering = {
    'disputes.yaml': read('disputes.yaml', answeringSchemas['disputes.yaml']),
    'set-up.yaml': read('set-up.yaml', answeringSchemas['set-up.yaml']),
    'own-hand.yaml': read('own-hand.yaml', answeringSchemas['own-hand.yaml']),
    'carriers.yaml': read('carriers.yaml', answeringSchemas['carriers.yaml']),
    'known-fields.yaml': read('known-fields.yaml', answeringSchemas['known-fields.yaml']),
    'rights.yaml': read('rights.yaml', answeringSchemas['rights.yaml']),
  };
  const tasks = {
    'tasks.yaml': read('tasks.yaml', taskSchemas['tasks.yaml']),
    'desks.yaml': read('desks.yaml', taskSchemas['desks.yaml']),
  };
  const folders = {
    duties: readFolder('duties', fileSchemas.duties),
    frameworks: readFolder('frameworks', fileSchemas.frameworks),
    calendar: readFolder('calendar', fileSchemas.calendar),
    schemes: readFolder('schemes', schemeSchema),
  };
  for (const name of names) {
    if (
      ELSEWHERE.has(name) ||
      name in single ||
      name in answering ||
      name in tasks ||
      (name.split('/')[0] ?? '') in folders
    )
      continue;
    faults.push({
      file: name,
      line: 1,
      path: '',
      message: '没有哪一类内容叫这个名字，请核对文件名和所在文件夹',
    });
  }
  const complete = [
    ...Object.values(single),
    ...Object.values(answering),
    ...Object.values(tasks),
    ...Object.values(folders).flat(),
  ].every((file) => file !== null);
  // Cross references among files of which some are unreadable would only add noise.
  return complete ? ({ single, answering, tasks, ...folders } as ContentFiles) : null;
}

function resolve(files: ContentFiles): Content {
  const { single } = files;
  const subjects = single['subjects.yaml'].value.subjects;
  const subject = byId(subjects);
  const cadences = single['cadences.yaml'].value.cadences;
  const cadence = byId(cadences);
  const duties = files.duties.flatMap(({ value }) =>
    value.duties.map((entry) => resolveDuty(entry, value.subject, subject, cadence)),
  );

  const fulfils = new Map<string, string[]>();
  for (const duty of duties) {
    for (const kind of new Set(duty.fulfilled_by.flatMap((rule) => rule.kinds))) {
      fulfils.set(kind, [...(fulfils.get(kind) ?? []), duty.id]);
    }
  }
  const recordKinds: RecordKind[] = [
    ...single['meeting-kinds.yaml'].value.kinds.map((kind) => ({ ...kind, meeting: true })),
    ...single['record-kinds.yaml'].value.kinds.map((kind) => ({ ...kind, meeting: false })),
  ].map((kind) => ({ ...kind, fulfils: fulfils.get(kind.id) ?? [] }));

  const regulations = single['regulations.yaml'].value.regulations;
  const posts = single['posts.yaml'].value.posts;
  const { rights } = files.answering['rights.yaml'].value;
  const parameters = single['parameters.yaml'].value.parameters;
  const evidenceKinds = single['evidence-kinds.yaml'].value.kinds;
  const frameworks = files.frameworks.map((file) => file.value);
  const schemes = files.schemes.map((file) => file.value);
  return {
    regulations,
    subjects,
    posts,
    rights,
    parameters,
    evidenceKinds,
    cadences,
    recordKinds,
    duties,
    frameworks,
    schemes,
    alliances: single['alliance-modes.yaml'].value,
    conduct: single['conduct.yaml'].value,
    ledger: single['ledger.yaml'].value,
    leading: single['leading-group.yaml'].value,
    fusion: single['fusion.yaml'].value,
    liaison: single['liaison.yaml'].value,
    disputes: files.answering['disputes.yaml'].value,
    setUp: files.answering['set-up.yaml'].value,
    ownHand: files.answering['own-hand.yaml'].value,
    carriers: files.answering['carriers.yaml'].value,
    knownFields: files.answering['known-fields.yaml'].value.fields,
    tasks: files.tasks['tasks.yaml'].value,
    desks: files.tasks['desks.yaml'].value,
    calendar: files.calendar.map((file) => file.value).sort((a, b) => a.year - b.year),
    index: {
      regulation: byId(regulations),
      subject,
      post: byId(posts),
      right: byId(rights),
      parameter: new Map(parameters.map(({ id, value }) => [id, value])),
      evidenceKind: byId(evidenceKinds),
      cadence,
      recordKind: byId(recordKinds),
      duty: byId(duties),
      framework: byId(frameworks),
      scheme: byId(schemes),
    },
  };
}

/** Fills in what a duty takes from its subject and from the cadence it follows; its own values win. */
function resolveDuty(
  entry: FileOf<'duties'>['value']['duties'][number],
  subjectId: string,
  subjects: ReadonlyMap<string, Subject>,
  cadences: ReadonlyMap<string, Content['cadences'][number]>,
): Duty {
  const reference = typeof entry.cadence === 'string' ? entry.cadence : null;
  const followed = reference === null ? undefined : cadences.get(reference);
  const subject = subjects.get(subjectId);
  const { needs, do: carry, guide, assist, ...own } = entry;
  return {
    ...own,
    subject: subjectId,
    cadence: typeof entry.cadence === 'string' ? (followed?.cadence ?? { kind: 'on-event' }) : entry.cadence,
    cadence_ref: reference,
    strength: entry.strength ?? followed?.strength ?? 'soft',
    number_status: entry.number_status ?? followed?.number_status ?? 'P',
    applies: entry.applies ?? followed?.applies ?? {},
    bodies: entry.bodies ?? subject?.bodies ?? [],
    // A duty with bodies of its own (groups) is borne by every one of them.
    mode: entry.bodies ? 'every' : (subject?.mode ?? 'every'),
    basis: entry.basis ?? followed?.basis ?? [],
    parts: {
      needs: needs ?? subject?.needs ?? [],
      do: carry ?? subject?.do ?? null,
      guide: guide ?? subject?.guide ?? null,
      assist: assist ?? [],
    },
  };
}

function byId<Item extends { id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}
