#!/usr/bin/env node
// node scripts/with-node.mjs SCRIPT [ARGUMENTS…]: runs a script on Node 24, whatever Node this machine has.
import { become, giveUp } from './node-24.mjs';

const args = process.argv.slice(2);
if (args.length === 0)
  giveUp(
    '用法：node scripts/with-node.mjs 脚本 [参数…]',
    'Usage: node scripts/with-node.mjs SCRIPT [ARGUMENTS…]',
  );
become(args);
