import type { Day } from '#kernel/dates.ts';
import type { OrganisationKind } from '#organisation/organisation.tables.ts';
import type { FieldId, SheetKind } from './import-fields.rules.ts';
import type { PostMention } from './posts.rules.ts';
import type { Remark } from './reading.rules.ts';

/** What a column is used for: a field, nothing, or not known yet (the clerk must say). */
export type ColumnUse = FieldId | 'ignore' | null;

/** A column of a table: its place, its header as written, its use, and what it looks like when the use is not known. */
export type Column = { index: number; header: string; use: ColumnUse; suggestion: FieldId | null };

/** A sheet as understood: which kind of table, where its header and its data are, and its columns. */
export type Table = {
  sheet: string;
  hidden: boolean;
  kind: SheetKind | null;
  /** Zero-based rows of the header; one, or two where heads stand over heads. */
  headRows: number[];
  columns: Column[];
  /** Rows below the header that are not blank. */
  dataRows: number;
};

/** A remark on a line, at one of its fields (whose column the table knows) or on the line as a whole. */
export type LineRemark = Remark & { field: FieldId | null };

type Line = {
  sheet: string;
  /** Zero-based row of the sheet. */
  row: number;
  remarks: LineRemark[];
};

/** A line about a person, as read; what is not filled in is null. */
export type PersonLine = Line & {
  subject: 'person';
  name: string | null;
  sex: '男' | '女' | null;
  ethnicity: string | null;
  birth: Day | null;
  education: string | null;
  phone: string | null;
  title: string | null;
  /** What the columns about membership say together; null if they say nothing. */
  member: 'full' | 'probationary' | 'none' | null;
  joined: Day | null;
  confirmed: Day | null;
  branch: string | null;
  branchFrom: Day | null;
  group: string | null;
  unit: string | null;
  posts: PostMention[];
  postAt: string | null;
  postFrom: Day | null;
};

/** A line about a Party organisation. */
export type OrganisationLine = Line & {
  subject: 'organisation';
  name: string | null;
  kind: OrganisationKind | null;
  parent: string | null;
  unit: string | null;
  category: string | null;
};

/** A line about a unit. */
export type UnitLine = Line & {
  subject: 'unit';
  name: string | null;
  shortName: string | null;
  category: string | null;
};

export type AnyLine = PersonLine | OrganisationLine | UnitLine;

/** What will become of a line. `merged`: the same person as an earlier line; `bad`: not imported. */
export type LineAction = 'create' | 'change' | 'same' | 'merged' | 'bad';

/** A value that an import changes, as shown: what must not be shown in lists is masked. */
export type Change = { field: FieldId | 'membership' | 'post'; from: string | null; to: string | null };

/** What becomes of one line, or of an organisation that a line implies (`implied`). */
export type Outcome = {
  sheet: string;
  row: number;
  subject: AnyLine['subject'];
  label: string;
  place: string | null;
  action: LineAction;
  implied: boolean;
  changes: Change[];
  remarks: LineRemark[];
};
