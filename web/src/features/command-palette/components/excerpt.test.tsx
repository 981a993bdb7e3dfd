import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Excerpt } from './excerpt';

function shown(text: string, ...marked: string[]) {
  let from = 0;
  const highlights = marked.map((word) => {
    from = text.indexOf(word, from);
    const highlight = { from, to: from + word.length };
    from = highlight.to;
    return highlight;
  });
  const { container } = render(<Excerpt text={text} highlights={highlights} />);
  return {
    text: container.textContent,
    marks: [...container.querySelectorAll('mark')].map((mark) => mark.textContent),
  };
}

describe('Excerpt', () => {
  it('shows a short text whole, with what was found marked', () => {
    expect(shown('We decide the budget.', 'decide', 'budget')).toEqual({
      text: 'We decide the budget.',
      marks: ['decide', 'budget'],
    });
  });

  it('shows what is around the first thing found in a long one', () => {
    const { text, marks } = shown(
      `${'before '.repeat(20)}budget ${'after '.repeat(40)}budget`,
      'budget',
      'budget',
    );
    expect(text).toMatch(/^… before before before before budget after .* …$/);
    expect(marks).toEqual(['budget']);
  });

  it('shows markup as text', () => {
    expect(shown('<b>x</b> <script>', '<script>')).toEqual({
      text: '<b>x</b> <script>',
      marks: ['<script>'],
    });
  });

  it('shows the beginning where nothing is marked', () => {
    expect(shown('Only text.')).toEqual({ text: 'Only text.', marks: [] });
  });
});
