import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { lazy } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderInApp } from '@/testing/render';
import { LazyPart } from './lazy-part';

const part = (load: () => Promise<{ default: () => string }>) => lazy(load);
const missing = () =>
  part(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module: /assets/a.js')));

// React tells the console of what a boundary has caught.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

it('shows the part when its file is here', async () => {
  const Part = part(() => Promise.resolve({ default: () => 'the part' }));
  renderInApp(
    <LazyPart fallback="on its way">
      <Part />
    </LazyPart>,
  );
  expect(screen.getByText('on its way')).toBeVisible();
  expect(await screen.findByText('the part')).toBeVisible();
});

it('says in its place that the file is missing, and keeps the rest of the page', async () => {
  const Part = missing();
  renderInApp(
    <>
      <p>the rest</p>
      <LazyPart>
        <Part />
      </LazyPart>
    </>,
  );
  expect(await screen.findByRole('heading', { name: 'This part could not be loaded' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Reload the page' })).toBeVisible();
  expect(screen.getByText('the rest')).toBeVisible();
});

it('says it in a dialog that can be closed when the part is one', async () => {
  const Part = missing();
  const onClose = vi.fn();
  renderInApp(
    <LazyPart dialog={{ opened: true, onClose }}>
      <Part />
    </LazyPart>,
  );
  expect(await screen.findByRole('dialog', { name: 'This part could not be loaded' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalledOnce();
});

it('leaves other mistakes to the page', () => {
  const Broken = () => {
    throw new RangeError('a mistake');
  };
  expect(() =>
    renderInApp(
      <LazyPart>
        <Broken />
      </LazyPart>,
    ),
  ).toThrow('a mistake');
});
