import { Button } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
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
    <nav className={classes.pager} aria-label="Pages">
      <Button
        variant="default"
        leftSection={<ChevronLeft size={16} aria-hidden />}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      >
        Newer
      </Button>
      <span aria-live="polite">
        {(page - 1) * size + 1}–{Math.min(page * size, total)} of {total}
      </span>
      <Button
        variant="default"
        rightSection={<ChevronRight size={16} aria-hidden />}
        disabled={page >= pages}
        onClick={() => onPage(page + 1)}
      >
        Older
      </Button>
    </nav>
  );
}
