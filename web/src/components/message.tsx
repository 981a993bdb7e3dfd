import type { ReactNode } from 'react';
import classes from './message.module.css';

interface MessageProps {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
}

/** A page that has one thing to say: nothing here, or something went wrong and what to do. */
export function Message({ title, children, action, icon }: MessageProps) {
  return (
    <div className={classes.message}>
      {icon ? <div className={classes.icon}>{icon}</div> : null}
      <h1 className={classes.title}>{title}</h1>
      <p className={classes.text}>{children}</p>
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  );
}
