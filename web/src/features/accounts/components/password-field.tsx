import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { t } from '@/texts';

export const shortestPassword = 12;

/** A password's field that tells when Caps Lock is on, and lets one look at what was typed. */
export function PasswordField(props: PasswordInputProps) {
  const [capsLock, setCapsLock] = useState(false);
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <PasswordInput
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      {...props}
      description={capsLock ? t('accounts.password.capsLock') : props.description}
      onKeyDown={look}
      onKeyUp={look}
      onBlur={() => setCapsLock(false)}
      visibilityToggleButtonProps={{ 'aria-label': t('accounts.password.show') }}
    />
  );
}
