import type { Command } from './command.ts';
export const importCommand: Command = {
  usage: 'FILE --dry-run',
  about: '',
  async run() {
    return 1;
  },
};
