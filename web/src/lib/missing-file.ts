/** True when a file of the page could not be loaded: no connection, or an update of the server took it away. */
export const isMissingFile = (error: unknown) =>
  error instanceof Error && /import|module|preload CSS/i.test(error.message);
