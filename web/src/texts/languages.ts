import { stored } from '@/lib/stored';

/** The languages of the page, each by its own name. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

const key = 'reflector.language';

const isLanguage = (value: string | null | undefined): value is Language =>
  value != null && Object.hasOwn(languages, value);

/** What was chosen on this device; null follows the browser. */
export function chosenLanguage(): Language | null {
  const value = stored.get(key);
  return isLanguage(value) ? value : null;
}

export function rememberLanguage(language: Language | null) {
  if (language) stored.set(key, language);
  else stored.remove(key);
}

const ofBrowser = () => globalThis.navigator?.languages ?? [];
const primary = (locale: string) => locale.split('-')[0];

/** The first of the browser's languages that the page has. */
export const languageOfBrowser = (): Language => ofBrowser().map(primary).find(isLanguage) ?? 'en';

/** The language as it is written where the person lives (`de-AT`), for dates and numbers. */
export function regional(language: Language): string {
  const own = ofBrowser().find((locale) => primary(locale) === language);
  return own ?? (language === 'en' ? 'en-GB' : language);
}
