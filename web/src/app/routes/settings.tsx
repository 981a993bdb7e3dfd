import { Tabs } from '@mantine/core';
import { Navigate, useNavigate, useParams } from 'react-router';
import { AccountSection } from '@/features/accounts/components/account-section';
import { ApiKeysSection } from '@/features/accounts/components/api-keys-section';
import { PeopleSection } from '@/features/accounts/components/people-section';
import { DeletionsSection } from '@/features/deletions/components/deletions-section';
import { RetentionSection } from '@/features/deletions/components/retention-section';
import { RecordingsSection } from '@/features/recordings/components/recordings-section';
import { useAuthState } from '@/lib/auth/auth-state';
import { t } from '@/texts';
import classes from './settings.module.css';

export function Component() {
  const { section } = useParams();
  const navigate = useNavigate();
  const { data: auth } = useAuthState();
  if (!auth) return null;
  const user = auth.user;
  // Without accounts there is one person, who may do everything.
  const administers = auth.backend === 'none' || user?.is_administrator === true;
  const tabs = [
    ...(user
      ? [
          {
            value: 'account',
            label: t('pages.settings.account'),
            panel: <AccountSection user={user} hasPasswords={auth.backend === 'password'} />,
          },
        ]
      : []),
    { value: 'api-keys', label: t('pages.settings.apiKeys'), panel: <ApiKeysSection /> },
    ...(user?.is_administrator
      ? [
          {
            value: 'people',
            label: t('pages.settings.people'),
            panel: <PeopleSection ownId={user.id} hasPasswords={auth.backend === 'password'} />,
          },
        ]
      : []),
    ...(administers
      ? [
          { value: 'recordings', label: t('pages.settings.recordings'), panel: <RecordingsSection /> },
          {
            value: 'deletions',
            label: t('pages.settings.deletions'),
            panel: (
              <>
                <RetentionSection />
                <DeletionsSection />
              </>
            ),
          },
        ]
      : [{ value: 'retention', label: t('pages.settings.retention'), panel: <RetentionSection /> }]),
  ];
  const open = tabs.find(({ value }) => value === section) ?? tabs[0];
  if (section !== undefined && open?.value !== section) return <Navigate to="/settings" replace />;
  return (
    <div className={classes.page}>
      <title>{t('common.pageTitle', { title: t('pages.settings.title') })}</title>
      <h1 className={classes.title}>{t('pages.settings.title')}</h1>
      <Tabs
        mt="lg"
        value={open?.value ?? null}
        onChange={(value) => void navigate(`/settings/${value}`, { replace: true })}
      >
        <Tabs.List>
          {tabs.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ value, panel }) => (
          <Tabs.Panel key={value} value={value}>
            {panel}
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  );
}
