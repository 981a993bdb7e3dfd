import { Button } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { formatNumber } from '@/lib/time/format';
import { t } from '@/texts';
import classes from './list-pager.module.css';

interface ListPagerProps {
  page: number;
  pages: number;
  size: number;
  total: number;
  onPage: (page: number) => void;
}

export function ListPager({ page, pages, size, total, onPage }: ListPagerProps) {
  if (pages <= 1) return null;
  return (
    <nav className={classes.pager} aria-label={t('common.pager.pages')}>
      <Button
        variant="default"
        leftSection={<ChevronLeft size={16} aria-hidden />}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      >
        {t('common.pager.newer')}
      </Button>
      <span aria-live="polite">
        {t('common.pager.place', {
          first: formatNumber((page - 1) * size + 1),
          last: formatNumber(Math.min(page * size, total)),
          total: formatNumber(total),
        })}
      </span>
      <Button
        variant="default"
        rightSection={<ChevronRight size={16} aria-hidden />}
        disabled={page >= pages}
        onClick={() => onPage(page + 1)}
      >
        {t('common.pager.older')}
      </Button>
    </nav>
  );
}
