import { expect, it } from 'vitest';
import { returnPath, signInPath } from './return-path';

it.each(['/', '/transcripts/1?view=text#t=3', '/settings'])('%s is gone back to', (path) => {
  expect(returnPath(path)).toBe(path);
});

it.each([
  null,
  '',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
])('%s leads home', (path) => {
  expect(new URL(returnPath(path), 'http://localhost').host).toBe('localhost');
  expect(returnPath(path).startsWith('//')).toBe(false);
});

it('the way to the sign-in page remembers where one was', () => {
  expect(signInPath({ pathname: '/transcripts/1', search: '?a=b&c', hash: '' })).toBe(
    '/sign-in?return_to=%2Ftranscripts%2F1%3Fa%3Db%26c',
  );
  expect(signInPath({ pathname: '/', search: '', hash: '' })).toBe('/sign-in');
});
