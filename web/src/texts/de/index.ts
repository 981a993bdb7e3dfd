const files = import.meta.glob<object>('./*.json', { eager: true, import: 'default' });

/** Every file under its name, as English has them. */
export default Object.fromEntries(
  Object.entries(files).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ''), texts]),
);
