import type { ReactNode } from 'react';
import { Logo } from '@/components/logo';
import classes from './visitor-page.module.css';

/** A page for whoever has the address of a room, with or without an account. */
export function VisitorPage({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <a href="/" className={classes.home}>
          <Logo />
          <span>Reflector</span>
        </a>
        {aside}
      </header>
      <main className={classes.main}>{children}</main>
    </div>
  );
}
