import { messages } from '#shell/web/messages.ts';

/** What a kind of evidence proves, in a word. */
export const evidenceWords = messages({
  zh: { trace: '痕', result: '绩' },
  en: { trace: 'trace', result: 'result' },
});
