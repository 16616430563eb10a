import { englishFor } from '#shell/web/error-sentence.tsx';
import { messages } from '#shell/web/messages.ts';
import type { Shade } from '#shell/web/panel.tsx';
import type { BatchState } from '../import.rules.ts';

englishFor({
  'documents/too-large': 'The file is larger than 10 MB. Remove pictures and sheets, or split it.',
  'documents/not-a-workbook': 'This is not an .xlsx workbook. Open it in Excel or WPS and save it as .xlsx.',
  'documents/old-format': 'This is an old .xls file. Save it as .xlsx and upload it again.',
  'documents/encrypted':
    'The workbook needs a password to open. Remove the password, save it and upload it again.',
  'documents/macros': 'The workbook has macros. Save it as a plain .xlsx and upload it again.',
  'documents/external-links':
    'The workbook refers to other files. Break the links (keep values) and upload it again.',
  'documents/embedded-objects': 'The workbook has other files inside. Remove them and upload it again.',
  'documents/unpacks-too-big':
    'The file is far too big when unpacked. Copy the filled area into a new workbook.',
  'documents/absurd-size': 'A sheet reaches far beyond its data. Copy the filled area into a new sheet.',
  'documents/broken-archive':
    'The file is damaged. Open it in Excel or WPS, save it as .xlsx and upload it again.',
  'documents/broken-workbook':
    'The workbook is not whole. Open it in Excel or WPS, save it as .xlsx and upload it again.',
  'documents/too-heavy':
    'The file is too complex to read. Copy the filled area (values only) into a new workbook.',
  'documents/busy': 'Other files are being read. Try again in a minute.',
  'import/no-table': 'No table was found. The first row, or the one under the title, should be the header.',
  'import/too-many-lines': 'Too many lines for one import. Split the workbook by unit.',
  'import/bad-mapping': 'The columns do not fit yet. Correct the marked ones.',
  'import/nothing-chosen': 'No sheet is chosen. Choose what at least one sheet is.',
  'import/no-such-unit': 'That unit does not exist. Choose another.',
  'import/check-running': 'The dry run is still going. Wait for its end.',
  'import/changed-since-check':
    'The data changed after the preview, so nothing was written. Run the dry run again.',
  'import/nothing-to-write':
    'There is nothing to write: every line is faulty or already as the system has it.',
  'import/file-gone': 'The uploaded file is no longer kept. Upload it again.',
  'import/not-checked': 'There is no dry run yet to mark.',
  'import/depended-on':
    'The import cannot be taken back as a whole: other things refer to it, or it was changed since.',
  'import/not-in-this-state': 'That cannot be done in this state. Reload the page.',
});

/** Words that several parts of the import's pages share. */
export const words = messages({
  zh: {
    states: {
      mapping: '待匹配表头',
      checking: '正在预演',
      checked: '待确认',
      confirmed: '已导入',
      undone: '已撤销',
      discarded: '已放弃',
    },
    subjects: { person: '人员', organisation: '党组织', unit: '单位' },
    actions: { create: '新增', change: '变更', same: '不变', merged: '已合并', bad: '有错' },
  },
  en: {
    states: {
      mapping: 'columns to check',
      checking: 'dry run going on',
      checked: 'to confirm',
      confirmed: 'imported',
      undone: 'taken back',
      discarded: 'given up',
    },
    subjects: { person: 'People', organisation: 'Party organisations', unit: 'Units' },
    actions: { create: 'new', change: 'changed', same: 'same', merged: 'merged', bad: 'faulty' },
  },
});

export const stateShades: Record<BatchState, Shade> = {
  mapping: 'warn',
  checking: 'info',
  checked: 'warn',
  confirmed: 'good',
  undone: 'neutral',
  discarded: 'neutral',
};

export const actionShades = {
  create: 'good',
  change: 'info',
  same: 'neutral',
  merged: 'neutral',
  bad: 'bad',
} as const;
