/** Chooses between the two forms of a word that English and German have. */
export type Plural = (count: number, one: string, other: string) => string;

/**
 * @param locale a BCP 47 tag
 * @returns what chooses the form that goes with a count, without the count itself
 */
export function pluralIn(locale: string): Plural {
  // Created on first use: SigmaSrv rarely needs a plural.
  let rules: Intl.PluralRules | undefined;
  return (count, one, other) => {
    rules ??= new Intl.PluralRules(locale);
    return rules.select(count) === 'one' ? one : other;
  };
}
