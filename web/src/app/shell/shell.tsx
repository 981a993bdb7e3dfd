import { useHotkeys } from '@mantine/hooks';
import { lazy, useState } from 'react';
import { Outlet, useNavigate } from 'react-router';
import { LazyPart } from '@/components/lazy-part';
import { useReachable } from '@/lib/connection';
import { t } from '@/texts';
import { Rail } from './rail';
import classes from './shell.module.css';

const CommandPalette = lazy(() => import('@/features/command-palette/components/command-palette'));

export function Shell() {
  const reachable = useReachable();
  const navigate = useNavigate();
  const [palette, setPalette] = useState({ wanted: false, opened: false });
  const openPalette = () => setPalette({ wanted: true, opened: true });
  useHotkeys([['mod+K', openPalette]], [], true);

  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t('shell.skip')}
      </a>
      <Rail onFind={openPalette} />
      <main id="content" className={classes.main} tabIndex={-1}>
        {reachable ? null : (
          <div className={classes.offline} role="status">
            {t('shell.offline')}
          </div>
        )}
        <Outlet />
      </main>
      {palette.wanted ? (
        <LazyPart
          dialog={{
            opened: palette.opened,
            onClose: () => setPalette({ wanted: true, opened: false }),
          }}
        >
          <CommandPalette
            opened={palette.opened}
            onClose={() => setPalette({ wanted: true, opened: false })}
            onNavigate={(path) => void navigate(path)}
          />
        </LazyPart>
      ) : null}
    </div>
  );
}
