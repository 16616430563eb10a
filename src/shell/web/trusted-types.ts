type Policy = {
  createHTML: (text: string) => string;
  createScript: (text: string) => string;
  createScriptURL: (text: string) => string;
};
type Factory = { createPolicy: (name: string, rules: Policy) => unknown };

/**
 * Under `require-trusted-types-for 'script'` the browser hands every string that is to become markup or script to this
 * policy. The component library writes style sheets that way, which hold no tags; anything with a tag is refused, so that
 * no text of a user can become markup anywhere, not even by a mistake in a library. Scripts are always refused.
 */
export function startTrustedTypes(): void {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  factory?.createPolicy('default', {
    createHTML(text) {
      if (text.includes('<')) throw new TypeError('markup from a string was refused');
      return text;
    },
    createScript: refuse,
    createScriptURL: refuse,
  });
}

function refuse(): string {
  throw new TypeError('a script from a string was refused');
}
