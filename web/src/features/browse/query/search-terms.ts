/** What of a search is to be marked where it is found: its words and phrases, without what is excluded. */
export function termsOf(search: string): string[] {
  return (search.match(/-?"[^"]*"|\S+/g) ?? [])
    .filter((part) => !part.startsWith('-') && part.toLowerCase() !== 'or')
    .map((part) => part.replaceAll('"', '').trim())
    .filter((part) => part !== '');
}
