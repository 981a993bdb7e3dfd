import { LogIn, Settings } from 'lucide-react';
import { NavLink, useLocation } from 'react-router';
import { PersonMenu } from '@/features/accounts/components/person-menu';
import { useAuthState } from '@/lib/auth/auth-state';
import { signInPath } from '@/lib/auth/return-path';
import { t } from '@/texts';

/** The last thing in the rail: the person's menu, the way in, or just the settings where everybody is one user. */
export function AccountItem({ className }: { className: string }) {
  const { data: auth } = useAuthState();
  const location = useLocation();
  if (!auth) return null;
  if (auth.user) return <PersonMenu user={auth.user} className={className} />;
  return auth.backend === 'none' ? (
    <NavLink className={className} to="/settings">
      <Settings size={20} aria-hidden />
      <span>{t('shell.settings')}</span>
    </NavLink>
  ) : (
    <NavLink className={className} to={signInPath(location)}>
      <LogIn size={20} aria-hidden />
      <span>{t('shell.signIn')}</span>
    </NavLink>
  );
}
