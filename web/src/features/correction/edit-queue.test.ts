import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '@/lib/api/api-error';
import type { TopicWithWords } from '@/lib/api/types';
import { aTopic, words } from '@/testing/fixtures';
import { EditQueue, shownWords, type WordChange } from './edit-queue';
import { followRange, type WordRange } from './words/follow-range';
import { splitWords, writeWords } from './words/write-words';

const textOf = (list: readonly { text: string }[]) => list.map((word) => word.text).join(' ');

/** A server that takes corrections, and a queue that sends them there. */
function setUp(text: string) {
  let topic: TopicWithWords = { ...aTopic('a', words(text)), text_version: 0 };
  const sent: { range: WordRange; change: WordChange; version: number }[] = [];
  const refused: string[] = [];
  const failures: string[] = [];
  let answer: () => Promise<void> = () => Promise.resolve();
  const write = (range: WordRange, written: string) => {
    topic = {
      ...topic,
      words: writeWords(topic.words, range, splitWords(written)),
      text_version: topic.text_version + 1,
    };
  };
  const queue = new EditQueue({
    topicOf: () => topic,
    send: async (now, range, change) => {
      sent.push({ range, change, version: now.text_version });
      await Promise.resolve();
      await answer();
      if ('text' in change) write(followRange(now.words, topic.words, range), change.text);
      return topic.text_version;
    },
    onRefused: (edit, sentence) =>
      refused.push(`${'text' in edit.change ? edit.change.text : 'voice'}: ${sentence}`),
    onFailed: (title) => failures.push(title),
  });
  return {
    queue,
    sent,
    refused,
    failures,
    write,
    server: () => textOf(topic.words),
    shown: () => textOf(shownWords(topic, queue.getState().edits)),
    answerWith: (next: () => Promise<void>) => (answer = next),
    edit: (range: WordRange, change: string) =>
      queue.edit({
        topicId: 'a',
        seen: shownWords(topic, queue.getState().edits),
        range,
        change: { text: change },
      }),
    idle: () => vi.waitFor(() => expect(queue.getState().unsaved).toBe(0)),
  };
}

describe('corrections', () => {
  it('are shown at once and sent one after another', async () => {
    const page = setUp('one tow tree four');
    page.edit({ first: 1, count: 1 }, 'two and a half');
    page.edit({ first: 5, count: 1 }, 'three');
    expect(page.shown()).toBe('one two and a half three four');
    await page.idle();
    expect(page.sent.map(({ range, version }) => [range.first, version])).toEqual([
      [1, 0],
      [5, 1],
    ]);
    expect(page.server()).toBe('one two and a half three four');
  });

  it('follow what others write before they are sent', async () => {
    const page = setUp('one tow three');
    page.edit({ first: 0, count: 1 }, 'ONE');
    page.edit({ first: 1, count: 1 }, 'two');
    page.write({ first: 0, count: 0 }, 'so then');
    await page.idle();
    expect(page.server()).toBe('so then ONE two three');
    expect(page.refused).toEqual([]);
  });

  it('are handed back when others changed the same words', async () => {
    const page = setUp('one tow three');
    page.answerWith(() => Promise.reject(new ApiError(409, 'Ann changed these words.')));
    page.edit({ first: 1, count: 1 }, 'two');
    await page.idle();
    expect(page.refused).toEqual(['two: Ann changed these words.']);
    expect(page.shown()).toBe('one tow three');
  });

  it('are not sent when the words they are of are gone', async () => {
    const page = setUp('one tow three');
    page.edit({ first: 0, count: 1 }, 'ONE');
    page.edit({ first: 1, count: 1 }, 'two');
    page.write({ first: 1, count: 1 }, 'TWO');
    await page.idle();
    expect(page.refused).toEqual(['two: These words were changed in the meantime.']);
    expect(page.server()).toBe('ONE TWO three');
  });

  it('wait for the connection and are sent then', async () => {
    const page = setUp('one tow');
    page.answerWith(() => Promise.reject(new ApiError(0, '')));
    page.edit({ first: 1, count: 1 }, 'two');
    await vi.waitFor(() => expect(page.queue.getState().stalled).toMatch(/cannot be reached/));
    expect(page.shown()).toBe('one two');
    expect(page.queue.getState().unsaved).toBe(1);
    page.answerWith(() => Promise.resolve());
    page.queue.retry();
    await page.idle();
    expect(page.server()).toBe('one two');
  });

  it('are followed by what depends on them', async () => {
    const page = setUp('one tow');
    const seen: string[] = [];
    page.edit({ first: 1, count: 1 }, 'two');
    page.queue.call(() => {
      seen.push(page.server());
      return Promise.reject(new ApiError(403, 'Not authorized'));
    }, 'It was not taken back');
    await page.idle();
    expect(seen).toEqual(['one two']);
    expect(page.failures).toEqual(['It was not taken back']);
  });
});

it('a voice is shown at once', () => {
  const page = setUp('one two');
  page.queue.edit({
    topicId: 'a',
    seen: [...words('one two')],
    range: { first: 1, count: 1 },
    change: { voice: { name: 'Ann' }, shownAs: 4 },
  });
  const topic = { ...aTopic('a', words('one two')), text_version: 0 };
  expect(shownWords(topic, page.queue.getState().edits).map((word) => word.speaker)).toEqual([0, 4]);
});
