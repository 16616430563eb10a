import fc from 'fast-check';

/**
 * Property tests draw the same examples at every run, so that a run that fails can be repeated, and a change is not blamed for an
 * example that nobody had drawn before. `ZELIAN_SEED` draws others, `ZELIAN_EXAMPLES` more of them for each property that does
 * not fix its own number.
 */
const { ZELIAN_SEED, ZELIAN_EXAMPLES } = process.env;
fc.configureGlobal({
  seed: ZELIAN_SEED ? Number(ZELIAN_SEED) : 20_261_124,
  ...(ZELIAN_EXAMPLES ? { numRuns: Number(ZELIAN_EXAMPLES) } : {}),
});
