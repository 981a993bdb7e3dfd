import { Menu, VisuallyHidden } from '@mantine/core';
import { KeyRound, LogOut, Settings } from 'lucide-react';
import { useNavigate } from 'react-router';
import { toast } from '@/components/toast';
import type { SignedInUser } from '@/lib/api/types';
import { t } from '@/texts';
import { useSignOut } from '../api/sign-out';
import { Initials } from './initials';
import classes from './person-menu.module.css';

/** Who is signed in, and the way out. */
export function PersonMenu({ user, className }: { user: SignedInUser; className: string }) {
  const navigate = useNavigate();
  const signOut = useSignOut();
  return (
    <Menu position="right-end" width={260}>
      <Menu.Target>
        <button type="button" className={className}>
          <Initials name={user.name} small />
          <span className={classes.name}>
            {user.name}
            <VisuallyHidden>{t('accounts.menu.yours')}</VisuallyHidden>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <div className={classes.whoName}>{user.name}</div>
          <div className={classes.email}>{user.email}</div>
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<Settings size={16} aria-hidden />}
          onClick={() => void navigate('/settings')}
        >
          {t('accounts.menu.settings')}
        </Menu.Item>
        <Menu.Item
          leftSection={<KeyRound size={16} aria-hidden />}
          onClick={() => void navigate('/settings/api-keys')}
        >
          {t('accounts.keys.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<LogOut size={16} aria-hidden />}
          onClick={() =>
            signOut.mutate(
              { everywhere: false },
              { onError: (error) => toast.failed(t('accounts.signOut.failed'), error) },
            )
          }
        >
          {t('accounts.signOut.action')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
