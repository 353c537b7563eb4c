import { COUNTRY_WORDS } from './lexicon/countries.js';

const COUNTRIES = COUNTRY_WORDS.trim()
  .split('\n')
  .map((line) => {
    const [names = '', others = ''] = line.split('|');
    const listed = (text: string): string[] => text.split(',').map((name) => name.trim());
    return { names: listed(names), others: listed(others) };
  });

/** Other names of the countries among some values: what people call them, or what comes from them. */
export function otherCountryNames(
  values: readonly string[],
): { readonly said: string; readonly value: string }[] {
  return values.flatMap((value) => {
    const country = COUNTRIES.find(({ names }) => names.includes(value.toLowerCase()));
    return (country === undefined ? [] : [...country.names, ...country.others])
      .filter((said) => said !== value.toLowerCase())
      .map((said) => ({ said, value }));
  });
}
