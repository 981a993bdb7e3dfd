import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import { initReactI18next } from 'react-i18next';
import en from './en';
import { chosenLanguage, languageOfBrowser, regional, rememberLanguage, type Language } from './languages';

// English is always there: it stands in for what another language lacks.
const others: Record<Exclude<Language, 'en'>, () => Promise<{ default: object }>> = {
  de: () => import('./de'),
};

void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  // React escapes what it shows.
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** A text of the page by its key. Call it while rendering, never while a module loads: the language changes. */
export const t = i18next.t;

export const currentLanguage = () => i18next.language as Language;

/** For `Intl` and `toLocaleString`. */
export const currentLocale = () => regional(currentLanguage());

export const useLanguage = () =>
  useSyncExternalStore((changed) => {
    i18next.on('languageChanged', changed);
    return () => i18next.off('languageChanged', changed);
  }, currentLanguage);

async function load(language: Language) {
  if (language === 'en' || i18next.hasResourceBundle(language, 'translation')) return;
  const { default: texts } = await others[language]();
  i18next.addResourceBundle(language, 'translation', texts);
}

async function speak(language: Language) {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Before the first page is shown. Without its texts (no connection) the page is in English. */
export async function startTexts() {
  const language = chosenLanguage() ?? languageOfBrowser();
  await load(language).then(
    () => speak(language),
    () => undefined,
  );
}

/** Keeps the choice on this device; null follows the browser. Rejects when the texts cannot be loaded. */
export async function chooseLanguage(chosen: Language | null) {
  const language = chosen ?? languageOfBrowser();
  await load(language);
  // First, as the page is rendered anew with what is chosen.
  rememberLanguage(chosen);
  await speak(language);
}
