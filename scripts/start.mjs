#!/usr/bin/env node
// npm start: installs what is missing, builds the pages if their sources changed, then serves.
// Progress goes to stderr; stdout belongs to the line that says the server is ready.
import { join } from 'node:path';
import { become, findNode24, root } from './node-24.mjs';
import { buildIfChanged, installIfChanged, oneAtATime } from './prepare.mjs';

await oneAtATime(async () => {
  installIfChanged();
  buildIfChanged(findNode24());
});
become([join(root, 'src/cli/main.ts'), 'serve', ...process.argv.slice(2)], { ipc: true, endWithNpm: true });
