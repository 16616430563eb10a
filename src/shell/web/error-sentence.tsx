import css from './error-sentence.module.css';
import { Icon } from './icons.tsx';
import { language, useLanguage } from './language.ts';
import { messages, messagesNow } from './messages.ts';
import { ProblemError } from './problem-error.ts';

const m = messages({
  zh: {
    offline: '没有连上服务器。请检查网络后重试，您填写的内容仍在页面上。',
    signedOut: '登录已过期。请重新登录，您填写的内容还在页面上。',
    wait: (seconds: string) => `操作过于频繁，请 ${seconds}后再试。`,
    broken: '页面出错了。请刷新后重试；如仍出现，请告诉系统管理员。',
    failed: '系统出错了。请稍后重试；如仍出现，请告诉系统管理员。',
    seconds: (n: number) => `${n} 秒`,
    minutes: (n: number) => `${n} 分钟`,
    retry: '重试',
    more: (n: number) => `另有 ${n} 处`,
  },
  en: {
    offline:
      'The server could not be reached. Check the connection and try again; what you typed is still here.',
    signedOut: 'Your session has ended. Sign in again; what you typed is still here.',
    wait: (seconds) => `Too many attempts. Please wait ${seconds} and try again.`,
    broken: 'The page failed. Reload it; if it fails again, tell the system administrator.',
    failed: 'The system failed. Try again later; if it fails again, tell the system administrator.',
    seconds: (n) => `${n} s`,
    minutes: (n) => `${n} min`,
    retry: 'Try again',
    more: (n) => `and ${n} more`,
  },
});

/** English sentences for codes whose Chinese one comes from the server. Features add theirs with `englishFor`. */
const english: Record<string, string> = {
  'session/none': 'Please sign in first.',
  'session/wrong':
    'The account or the password is wrong. If you forgot it, ask the system administrator to reset it.',
  'session/weak-password': 'That password is too easy to guess. Use a sentence of at least 15 characters.',
  'access/forbidden': 'Your role does not allow this. If you need it, ask the security administrator.',
  'not-found':
    'Nothing here, or you may not see it. Check the link, or ask the administrator about your posts.',
  'request/invalid': 'Something in the form is not right. Correct the marked places and send again.',
  'request/stale':
    'Somebody changed this in the meantime. Compare both versions before you save; yours is still here.',
  'request/duplicate': 'The same thing exists already. Reload the page to see it.',
  'request/in-use': 'Something else refers to this, so it cannot be changed like that.',
  'request/too-large': 'What you sent is too large. Make it smaller and try again.',
  'request/bad-cursor': 'This place in the list is no longer valid. Open the list from its first page.',
  'request/no-version': 'The page is out of date. Reload it and edit again.',
  'request/cross-site': 'The request came from elsewhere and was refused. Use the pages of this system.',
  'service/busy': 'The system is busy. Try again in a moment; nothing was lost or sent twice.',
};

/** Adds English sentences for a feature's refusal codes. */
export function englishFor(sentences: Readonly<Record<string, string>>): void {
  Object.assign(english, sentences);
}

/** What an error says to the reader, in the language in use: what happened and what to do. */
export function sentenceOf(error: unknown): string {
  const t = messagesNow(m);
  if (!(error instanceof ProblemError)) return t.broken;
  if (error.status === 0) return t.offline;
  if (error.code === 'session/none') return t.signedOut;
  if (error.status === 429) return t.wait(durationOf(error.retryAfter ?? 60));
  if (language() === 'en') return english[error.code] ?? (error.message || t.failed);
  return error.message || t.failed;
}

/** A refusal that came inside a reply (why a button is disabled), in the language in use. */
export function sentenceOfCode(refusal: { code: string; message: string }): string {
  return language() === 'en' ? (english[refusal.code] ?? refusal.message) : refusal.message;
}

/** A wait in words, rounded up. */
export function durationOf(seconds: number): string {
  const t = messagesNow(m);
  return seconds < 100 ? t.seconds(Math.ceil(seconds)) : t.minutes(Math.ceil(seconds / 60));
}

type Props = { error: unknown; onRetry?: () => void; compact?: boolean };

/** An error as a sentence that says what to do, with the bad places listed, read aloud when it appears. */
export function ErrorSentence({ error, onRetry, compact = false }: Props) {
  const t = m[useLanguage()];
  const sentence = sentenceOf(error);
  const flaws = [
    ...new Set(error instanceof ProblemError ? error.errors.map((flaw) => flaw.message) : []),
  ].filter((message) => message && message !== sentence);
  return (
    <div role="alert" className={`${css['box']} ${compact ? css['compact'] : ''}`}>
      <Icon name="alert" />
      <div>
        <p>{sentence}</p>
        {flaws.length > 0 && (
          <ul className={css['flaws']}>
            {flaws.slice(0, 5).map((message) => (
              <li key={message}>{message}</li>
            ))}
            {flaws.length > 5 && <li>{t.more(flaws.length - 5)}</li>}
          </ul>
        )}
        {onRetry && (
          <button type="button" className={css['retry']} onClick={onRetry}>
            {t.retry}
          </button>
        )}
      </div>
    </div>
  );
}
