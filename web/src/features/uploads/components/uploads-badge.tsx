import { isActive } from '../queue/upload';
import { useUploads } from '../queue/use-uploads';
import classes from './uploads-badge.module.css';

/** How far the running uploads are, wherever in the product one is. */
export function UploadsBadge() {
  const active = useUploads().filter(isActive);
  if (active.length === 0) return null;
  const total = active.reduce((sum, { file }) => sum + file.size, 0);
  const sent = active.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
  return <span className={classes.badge}>{total > 0 ? Math.floor((sent * 100) / total) : 0} %</span>;
}
