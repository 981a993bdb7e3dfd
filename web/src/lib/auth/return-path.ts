/** A path of our own page to go back to; anything else leads home. */
export function returnPath(wanted: string | null): string {
  if (wanted === null || !/^\/(?![/\\])/.test(wanted)) return '/';
  try {
    const url = new URL(wanted, window.location.origin);
    return url.origin === window.location.origin ? url.pathname + url.search + url.hash : '/';
  } catch {
    return '/';
  }
}

export const signInPath = (from: { pathname: string; search: string; hash: string }) => {
  const path = from.pathname + from.search + from.hash;
  return path === '/' ? '/sign-in' : `/sign-in?return_to=${encodeURIComponent(path)}`;
};
