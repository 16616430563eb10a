import type { Command } from './command.ts';
export const exportCommand: Command = {
  usage: 'FILE',
  about: '',
  async run() {
    return 1;
  },
};
