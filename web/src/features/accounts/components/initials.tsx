import classes from './initials.module.css';

const speakers = 8;

/** The first letters of up to two words. */
export function initialsOf(name: string): string {
  const letters = name
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => Array.from(word)[0] ?? '');
  return ((letters[0] ?? '?') + (letters.length > 1 ? (letters.at(-1) ?? '') : '')).toUpperCase();
}

const colourOf = (name: string) =>
  Array.from(name).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % speakers;

export function Initials({ name, small = false }: { name: string; small?: boolean }) {
  return (
    <span
      className={classes.initials}
      data-small={small || undefined}
      style={{ background: `var(--r-speaker-${colourOf(name)})` }}
      aria-hidden
    >
      {initialsOf(name)}
    </span>
  );
}
