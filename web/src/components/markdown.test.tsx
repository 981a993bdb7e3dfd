import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderInApp } from '@/testing/render';
import Markdown from './markdown';

it('draws Markdown below the headings of the page', () => {
  renderInApp(<Markdown>{'# Plan\n\n- one\n- **two**\n\n| a | b |\n|---|---|\n| 1 | 2 |'}</Markdown>);
  expect(screen.getByRole('heading', { level: 3, name: 'Plan' })).toBeVisible();
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  expect(screen.getByRole('table')).toBeVisible();
});

it('lets no HTML, script address or picture through', () => {
  const { container } = renderInApp(
    <Markdown>
      {
        '<script>x()</script>\n\nText <img src="https://elsewhere.example/a.png">\n\n![b](https://elsewhere.example/b.png) [c](javascript:x())'
      }
    </Markdown>,
  );
  expect(container.querySelector('script, img, iframe')).toBeNull();
  expect(screen.getByText('c')).not.toHaveAttribute('href', expect.stringContaining('javascript'));
});
