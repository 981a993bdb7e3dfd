import { expect, it } from 'vitest';
import { participantId } from './participant-id';
import { rememberAnswer, rememberedAnswer } from './remembered-answers';

const key = 'recording_consent_meetings';
const kept = () => JSON.parse(localStorage.getItem(key) ?? 'null') as unknown;

it('an answer is kept as the id with its first letter, the newest last', () => {
  rememberAnswer('a', true);
  rememberAnswer('b', false);
  rememberAnswer('a', false);
  expect(kept()).toEqual(['b|F', 'a|F']);
  expect([rememberedAnswer('a'), rememberedAnswer('b'), rememberedAnswer('c')]).toEqual([false, false, null]);
});

it('only the last five meetings are kept', () => {
  for (const id of ['1', '2', '3', '4', '5', '6']) rememberAnswer(id, true);
  expect(kept()).toEqual(['2|T', '3|T', '4|T', '5|T', '6|T']);
});

it('a plain id of an earlier version was a yes', () => {
  localStorage.setItem(key, JSON.stringify(['old', 'new|F']));
  expect(rememberedAnswer('old')).toBe(true);
  rememberAnswer('old', false);
  expect(kept()).toEqual(['new|F', 'old|F']);
});

it.each(['no json', '{"a":1}', '[1,null,{}]', 'null'])('%s in the store is no answer', (value) => {
  localStorage.setItem(key, value);
  expect(rememberedAnswer('1')).toBeNull();
  rememberAnswer('1', true);
  expect(kept()).toEqual(['1|T']);
});

it('the id of a browser is random, stays, and is one that the server takes', () => {
  const id = participantId();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(participantId()).toBe(id);
  localStorage.setItem('reflector_participant_id', 'made up by somebody');
  expect(participantId()).toMatch(/^[0-9a-f-]{36}$/);
});
