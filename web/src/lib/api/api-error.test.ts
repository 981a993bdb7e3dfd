import { expect, it } from 'vitest';
import { ApiError, detailOf, sentenceOf } from './api-error';

it('takes the sentence out of an error body', () => {
  expect(detailOf({ detail: 'The file has no sound.' }, 400)).toBe('The file has no sound.');
});

it('joins the messages of a validation error', () => {
  expect(detailOf({ detail: [{ msg: 'Field required' }, { msg: 'Too long' }] }, 422)).toBe(
    'Field required; Too long',
  );
});

it.each([null, 'text', {}, { detail: [] }, { detail: '' }])('falls back on the status for %j', (body) => {
  expect(detailOf(body, 502)).toBe('The server answered 502.');
});

it('says that the server cannot be reached, and never shows an error of our own making', () => {
  expect(sentenceOf(new ApiError(0, 'x'))).toMatch(/cannot be reached/);
  expect(sentenceOf(new TypeError('undefined is not a function'))).not.toMatch(/undefined/);
});
