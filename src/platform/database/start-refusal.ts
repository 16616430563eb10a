/**
 * The program cannot start, for a reason its operator can mend. The message is complete: it says what is
 * wrong and what to do, in Chinese and English; whoever catches it prints it without a stack trace.
 */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
  readonly code: string;

  constructor(code: string, chinese: string, english: string) {
    super(`${chinese}\n${english}`);
    this.code = code;
  }
}
