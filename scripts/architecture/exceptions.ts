/** A breach that is meant. It must still occur: an exception that is no longer needed fails the test. */
export type Exception = { rule: string; file: string; reason: string };

export const exceptions: readonly Exception[] = [
  {
    rule: 'doors',
    file: 'src/organisation/import/apply-plan.store.ts',
    reason:
      'an import writes whole tables by set-based statements; how a person is sealed and a path is numbered stays in one place',
  },
  {
    rule: 'doors',
    file: 'src/organisation/import/world.store.ts',
    reason: 'finds persons by the blind index of their phone, which one function makes',
  },
  {
    rule: 'clock',
    file: 'src/oversight/ballots/crypto/curve.ts',
    reason: 'fresh secrets of an encrypted ballot, drawn in the browser of the person who casts it',
  },
  {
    rule: 'clock',
    file: 'src/oversight/ballots/crypto/key-file.ts',
    reason: 'salt and nonce of a key keeper’s file, drawn in the browser',
  },
  {
    rule: 'pure-rules',
    file: 'src/oversight/rounds/manifest.rules.ts',
    reason: 'takes only the group arithmetic of the ballot cryptography, whose file also draws secrets',
  },
];
