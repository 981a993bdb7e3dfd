import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { formatBytes, formatFull, formatWhen } from '@/lib/time/format';
import { chooseLanguage, t } from '.';
import en from './en';

interface Texts {
  [key: string]: string | Texts;
}

const flat = (texts: Texts, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[prefix + key, text]] : flat(text, `${prefix}${key}.`),
  );
/** Placeholders and tags, which every language must keep. */
const slots = (text: string) => [...new Set(text.match(/\{\{[^}]+\}\}|<\/?\w+ ?\/?>/g))].sort();

const english = flat(en);
const others = Object.entries(
  import.meta.glob<Texts>(['./*/index.ts', '!./en/*'], { eager: true, import: 'default' }),
);

describe('the other languages', () => {
  it.each(others)('%s has the texts of English, no more and no less', (_, texts) => {
    expect(
      flat(texts)
        .map(([key]) => key)
        .sort(),
    ).toEqual(english.map(([key]) => key).sort());
  });

  it.each(others)('%s keeps what is filled in', (_, texts) => {
    const other = Object.fromEntries(flat(texts));
    expect(english.map(([key]) => [key, slots(other[key] ?? '')])).toEqual(
      english.map(([key, text]) => [key, slots(text)]),
    );
  });
});

describe('each text', () => {
  it('is shown somewhere', () => {
    const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|schema\.d/.test(file))
      .map((file) => readFileSync(join('src', file), 'utf8'))
      .join('\n');
    const keys = new Set(english.map(([key]) => key.replace(/_(zero|one|two|few|many|other)$/, '')));
    expect([...keys].filter((key) => !source.includes(`'${key}'`) && !source.includes(`"${key}"`))).toEqual(
      [],
    );
  });
});

describe('the language', () => {
  afterEach(() => chooseLanguage('en'));

  it('is German with German dates and numbers once it is chosen', async () => {
    await chooseLanguage('de');

    expect(t('shell.transcripts')).toBe('Transkripte');
    expect(document.documentElement.lang).toBe('de');
    expect(formatBytes(8_400_000)).toBe('8,4 MB');
    expect(formatFull('2026-11-20T14:02:00')).toContain('Freitag, 20. November 2026');
    expect(formatWhen('2026-11-20T14:02:00', new Date('2026-11-21T09:00:00'))).toBe('gestern, 14:02');
  });
});
