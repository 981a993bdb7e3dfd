import { AudioLines, ChartColumn, DoorOpen, MessageCircleQuestion, Plus, Search } from 'lucide-react';
import { NavLink } from 'react-router';
import { Logo } from '@/components/logo';
import { UploadsBadge } from '@/features/uploads/components/uploads-badge';
import { AccountItem } from './account-item';
import { ThemeMenu } from './theme-menu';
import classes from './rail.module.css';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function Rail({ onFind }: { onFind: () => void }) {
  return (
    <nav className={classes.rail} aria-label="Main">
      <div className={classes.logo}>
        <Logo />
      </div>
      <NavLink className={classes.item ?? ''} to="/transcripts" end>
        <AudioLines size={20} aria-hidden />
        <span>Transcripts</span>
      </NavLink>
      <NavLink className={classes.item ?? ''} to="/rooms">
        <DoorOpen size={20} aria-hidden />
        <span>Rooms</span>
      </NavLink>
      <NavLink className={`${classes.item ?? ''} ${classes.wide ?? ''}`} to="/statistics">
        <ChartColumn size={20} aria-hidden />
        <span>Statistics</span>
      </NavLink>
      <NavLink className={classes.item ?? ''} to="/ask">
        <MessageCircleQuestion size={20} aria-hidden />
        <span>Ask</span>
      </NavLink>
      <NavLink className={classes.item ?? ''} to="/transcripts/new">
        <span className={classes.withBadge}>
          <Plus size={20} aria-hidden />
          <UploadsBadge />
        </span>
        <span>New</span>
      </NavLink>
      <button
        type="button"
        className={classes.item}
        onClick={onFind}
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
        title={isMac ? '⌘ K' : 'Ctrl K'}
      >
        <Search size={20} aria-hidden />
        <span>Find</span>
      </button>
      <div className={classes.spacer} />
      <ThemeMenu className={classes.item ?? ''} />
      <AccountItem className={classes.item ?? ''} />
    </nav>
  );
}
