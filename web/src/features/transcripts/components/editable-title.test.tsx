import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { renderInApp } from '@/testing/render';
import { EditableTitle } from './editable-title';

const onChange = vi.fn();

beforeEach(async () => {
  onChange.mockReset();
  renderInApp(<EditableTitle title="Team Sync" onChange={onChange} />);
  await userEvent.click(screen.getByRole('button', { name: 'Team Sync, rename' }));
  await userEvent.clear(screen.getByRole('textbox', { name: 'Title' }));
});

it('Enter saves, on one line', async () => {
  await userEvent.type(screen.getByRole('textbox', { name: 'Title' }), '  Planning   the  launch {Enter}');
  expect(onChange).toHaveBeenCalledExactlyOnceWith('Planning the launch');
  expect(screen.queryByRole('textbox')).toBeNull();
});

it('leaving the field saves', async () => {
  await userEvent.type(screen.getByRole('textbox', { name: 'Title' }), 'Planning');
  await userEvent.tab();
  expect(onChange).toHaveBeenCalledExactlyOnceWith('Planning');
});

it('Escape takes everything back', async () => {
  await userEvent.type(screen.getByRole('textbox', { name: 'Title' }), 'Oops{Escape}');
  expect(onChange).not.toHaveBeenCalled();
  expect(screen.getByRole('button', { name: 'Team Sync, rename' })).toBeVisible();
});

it('an empty title keeps the old one', async () => {
  await userEvent.keyboard('{Enter}');
  expect(onChange).not.toHaveBeenCalled();
});
