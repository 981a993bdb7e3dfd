/** The address that people are invited to. */
export const roomLink = (name: string) => `${window.location.origin}/${name}`;
