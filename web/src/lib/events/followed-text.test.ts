import { QueryClient } from '@tanstack/react-query';
import { http, HttpResponse } from 'msw';
import { afterEach, expect, it, vi } from 'vitest';
import type { TopicWithWords } from '@/lib/api/types';
import { queryKeys } from '@/lib/query-keys';
import { aTopic, words } from '@/testing/fixtures';
import { server } from '@/testing/server';
import { FollowedText } from './followed-text';

const versioned = (id: string, text: string, text_version: number): TopicWithWords => ({
  ...aTopic(id, words(text)),
  text_version,
});

const edited = (text_version: number, topics: string[]) =>
  ({ event: 'EDITED', data: { text_version, topics, participants: false } }) as const;

let followed: FollowedText | undefined;
afterEach(() => followed?.close());

function setUp(...topics: TopicWithWords[]) {
  const asked: string[] = [];
  server.use(
    http.get('*/v1/transcripts/t1/topics/:topic/words-per-speaker', ({ params }) => {
      asked.push(String(params.topic));
      const topic = versioned(String(params.topic), 'written anew', 5);
      return HttpResponse.json({ ...topic, words_per_speaker: [{ speaker: 0, words: topic.words }] });
    }),
  );
  const client = new QueryClient();
  client.setQueryData(queryKeys.topics('t1'), topics);
  followed = new FollowedText(client, 't1');
  const texts = () =>
    client
      .getQueryData<TopicWithWords[]>(queryKeys.topics('t1'))
      ?.map((topic) => topic.words.map((word) => word.text).join(' '));
  return { asked, texts, followed };
}

it('reads the topics again that others changed, and no others', async () => {
  const page = setUp(versioned('a', 'first', 1), versioned('b', 'second', 2));
  page.followed.onFrame(edited(5, ['b']));
  await vi.waitFor(() => expect(page.texts()).toEqual(['first', 'written anew']));
  expect(page.asked).toEqual(['b']);
});

it('reads nothing again that is as it is told', async () => {
  const page = setUp(versioned('a', 'first', 5));
  page.followed.onFrame(edited(3, ['a']));
  page.followed.onFrame(edited(5, ['a']));
  await new Promise((done) => setTimeout(done, 120));
  expect(page.asked).toEqual([]);
});

it('a newer text on the page is not put back by an older answer', async () => {
  const page = setUp(versioned('a', 'first', 4));
  page.followed.onFrame(edited(5, ['a']));
  await vi.waitFor(() => expect(page.texts()).toEqual(['written anew']));
  page.followed.onFrame(edited(4, ['a']));
  await new Promise((done) => setTimeout(done, 120));
  expect(page.asked).toEqual(['a']);
});
