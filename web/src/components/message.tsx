import type { ReactNode } from 'react';
import classes from './message.module.css';

interface MessageProps {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
  /** 2 below a heading of the page's own. */
  level?: 1 | 2;
}

/** A page that has one thing to say: nothing here, or something went wrong and what to do. */
export function Message({ title, children, action, icon, level = 1 }: MessageProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className={classes.message}>
      {icon ? <div className={classes.icon}>{icon}</div> : null}
      <Heading className={classes.title}>{title}</Heading>
      <p className={classes.text}>{children}</p>
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  );
}
