import { beforeEach, expect, it } from 'vitest';
import { aTopic, words } from '@/testing/fixtures';
import { buildDocument } from '../document/transcript-document';
import { SpokenWord } from './spoken-word';

const transcript = buildDocument([aTopic('a', [...words('one two', 0, 0), ...words('three', 5, 1)])]);
let root: HTMLElement;
let spoken: SpokenWord;

beforeEach(() => {
  root = document.createElement('div');
  // The second paragraph is far away: it has its text, and no element per word yet.
  root.innerHTML = '<div id="p-0"><i data-w="0">one</i> <i data-w="1">two</i></div><div id="p-2">three</div>';
  document.body.replaceChildren(root);
  spoken = new SpokenWord(transcript, root);
});

const marked = () => [...root.querySelectorAll('[data-spoken]')].map((e) => e.textContent);

it('marks one word at a time', () => {
  expect(spoken.update(0.1)).toBe(true);
  expect(marked()).toEqual(['one']);
  expect(spoken.update(0.2)).toBe(false);
  expect(spoken.update(0.6)).toBe(true);
  expect(marked()).toEqual(['two']);
});

it('marks nothing in a silence', () => {
  spoken.update(0.6);
  spoken.update(3);
  expect(marked()).toEqual([]);
});

it('marks a word as soon as its paragraph is drawn word by word', () => {
  expect(spoken.update(5.1)).toBe(true);
  expect(marked()).toEqual([]);
  expect(spoken.paragraphAt(5.1)?.id).toBe('p-2');
  const paragraph = root.querySelector('#p-2');
  if (paragraph) paragraph.innerHTML = '<i data-w="2">three</i>';
  spoken.update(5.2);
  expect(marked()).toEqual(['three']);
});

it('leaves no mark behind', () => {
  spoken.update(0.1);
  spoken.clear();
  expect(marked()).toEqual([]);
});
