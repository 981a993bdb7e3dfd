import { AudioLines, ChartColumn, DoorOpen, MessageCircleQuestion, Plus, Search } from 'lucide-react';
import { NavLink } from 'react-router';
import { Logo } from '@/components/logo';
import { UploadsBadge } from '@/features/uploads/components/uploads-badge';
import { t } from '@/texts';
import { AccountItem } from './account-item';
import { DisplayMenu } from './display-menu';
import classes from './rail.module.css';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const findKeys = isMac ? '⌘ K' : 'Ctrl K';

export function Rail({ onFind }: { onFind: () => void }) {
  return (
    <nav className={classes.rail} aria-label={t('shell.main')}>
      <div className={classes.logo}>
        <Logo />
      </div>
      <NavLink className={classes.item ?? ''} to="/transcripts" end>
        <AudioLines size={20} aria-hidden />
        <span>{t('shell.transcripts')}</span>
      </NavLink>
      <NavLink className={classes.item ?? ''} to="/rooms">
        <DoorOpen size={20} aria-hidden />
        <span>{t('shell.rooms')}</span>
      </NavLink>
      <NavLink className={`${classes.item ?? ''} ${classes.wide ?? ''}`} to="/statistics">
        <ChartColumn size={20} aria-hidden />
        <span>{t('shell.statistics')}</span>
      </NavLink>
      <NavLink className={classes.item ?? ''} to="/ask">
        <MessageCircleQuestion size={20} aria-hidden />
        <span>{t('shell.ask')}</span>
      </NavLink>
      <NavLink className={classes.item ?? ''} to="/transcripts/new">
        <span className={classes.withBadge}>
          <Plus size={20} aria-hidden />
          <UploadsBadge />
        </span>
        <span>{t('shell.new')}</span>
      </NavLink>
      <button
        type="button"
        className={classes.item}
        onClick={onFind}
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
        title={findKeys}
      >
        <Search size={20} aria-hidden />
        <span>{t('shell.find')}</span>
      </button>
      <div className={classes.spacer} />
      <DisplayMenu className={classes.item ?? ''} />
      <AccountItem className={classes.item ?? ''} />
    </nav>
  );
}
