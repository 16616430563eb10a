import type { readConfig } from '#platform/config.ts';

export type CliConfig = ReturnType<typeof readConfig>;

/** What a command is given: its parsed arguments, the settings, and where to speak. */
export type Call = {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
  /** The reply is to be one JSON value on standard output. */
  readonly json: boolean;
  readonly config: CliConfig;
  /** The checkout. */
  readonly root: string;
  /** The command's result: `data` with --json, else `text`. On standard output. */
  report(data: object, text: string): void;
  /** What is going on, for whoever watches. On standard error. */
  progress(text: string): void;
};

export type OptionSpec = {
  readonly type: 'string' | 'boolean';
  readonly value?: string;
  readonly help: string;
};

/** A command of `zelian`. `run` returns the exit status: 0 done, 1 failed or found something wrong. */
export type Command = {
  readonly usage: string;
  /** A paragraph or two, Chinese and English. */
  readonly about: string;
  readonly options?: Readonly<Record<string, OptionSpec>>;
  /** How many arguments beside options: at least, at most. */
  readonly positionals?: readonly [number, number];
  run(call: Call): Promise<number>;
};

/** The arguments make no sense: exit status 2, with the command's usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An option's text, or undefined. */
export function textOption(call: Call, name: string): string | undefined {
  const value = call.values[name];
  return typeof value === 'string' ? value : undefined;
}

/** An option that must be a whole number within bounds. */
export function numberOption(call: Call, name: string, standard: number, min: number, max: number): number {
  const text = textOption(call, name);
  if (text === undefined) return standard;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new UsageError(
      `--${name} 应为 ${min}–${max} 的整数，现为「${text}」。--${name} must be a whole number from ${min} to ${max}.`,
    );
  }
  return value;
}
