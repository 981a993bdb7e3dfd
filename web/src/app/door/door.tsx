import { Outlet } from 'react-router';
import { Logo } from '@/components/logo';
import classes from './door.module.css';

/** Around the pages for people who are not in yet: one card, nothing else. */
export function Door() {
  return (
    <main className={classes.door}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <Logo size={32} />
          <span>Reflector</span>
        </div>
        <Outlet />
      </div>
    </main>
  );
}
