// Loaded before the server by the tests of the whole job, which lasts months: its clock runs as far ahead as the file
// says (milliseconds), so that a notice period can pass in a second. The product knows nothing of it.
import { readFileSync } from 'node:fs';

const Real = Date;
const file = process.env.ZELIAN_E2E_CLOCK;
let ahead = 0;

function look() {
  try {
    ahead = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    ahead = 0;
  }
}

class Shifted extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + ahead);
    else super(...given);
  }
  static now() {
    return Real.now() + ahead;
  }
}

if (file) {
  look();
  setInterval(look, 50).unref();
  globalThis.Date = Shifted;
}
