import { useEffect, useRef } from 'react';

/** Puts the cursor into the first field: the form is all there is on its page. */
export function useFirstField() {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('input:not([type="hidden"])')?.focus();
  }, []);
  return form;
}
