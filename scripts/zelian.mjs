#!/usr/bin/env node
// The command `zelian`: the programs under src/cli, on Node 24.
import { join } from 'node:path';
import { become, root } from './node-24.mjs';

become([join(root, 'src/cli/main.ts'), ...process.argv.slice(2)], { ipc: true, endWithNpm: true });
