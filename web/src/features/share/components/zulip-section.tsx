import { Alert, Button, Checkbox } from '@mantine/core';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { toast } from '@/components/toast';
import { ZulipPlace } from '@/components/zulip-place';
import type { ZulipPost } from '@/lib/api/types';
import { formatFull } from '@/lib/time/format';
import { useZulipStreams } from '@/lib/zulip';
import { t } from '@/texts';
import { useZulipPost } from '../api/get-zulip-post';
import { usePostToZulip, type ZulipWish } from '../api/post-to-zulip';
import classes from './share-dialog.module.css';

interface ZulipSectionProps {
  transcriptId: string;
  isPrivate: boolean;
}

/** For the owner, where Zulip is set up. */
export function ZulipSection({ transcriptId, isPrivate }: ZulipSectionProps) {
  const { data: streams, isPending } = useZulipStreams();
  const { data: post } = useZulipPost(transcriptId, streams !== null);
  if (isPending || streams === null) return null;
  return (
    <section aria-labelledby="share-zulip">
      <h3 id="share-zulip" className={classes.heading}>
        {t('share.zulip.title')}
      </h3>
      {post ? <PostState post={post} /> : null}
      <ZulipForm
        key={post ? `${post.stream}/${post.topic}` : ''}
        transcriptId={transcriptId}
        isPrivate={isPrivate}
        post={post ?? null}
      />
    </section>
  );
}

function ZulipForm({ transcriptId, isPrivate, post }: ZulipSectionProps & { post: ZulipPost | null }) {
  const send = usePostToZulip(transcriptId);
  const [wish, setWish] = useState<ZulipWish>({
    stream: post?.stream ?? '',
    topic: post?.topic ?? '',
    include_topics: post?.include_topics ?? true,
  });
  const isThere =
    post?.state === 'posted' && post.stream === wish.stream.trim() && post.topic === wish.topic.trim();
  const submit = () =>
    send.mutate(
      { ...wish, stream: wish.stream.trim(), topic: wish.topic.trim() },
      {
        onSuccess: () => toast.done(t('share.zulip.done')),
        onError: (error) => toast.failed(t('share.zulip.failed'), error),
      },
    );
  return (
    <div className={classes.zulip}>
      {isPrivate ? <p className={classes.hint}>{t('share.zulip.private')}</p> : null}
      <ZulipPlace
        stream={wish.stream}
        topic={wish.topic}
        disabled={isPrivate}
        onChange={(change) => setWish((before) => ({ ...before, ...change }))}
      />
      <Checkbox
        label={t('share.zulip.includeTopics')}
        checked={wish.include_topics}
        disabled={isPrivate}
        onChange={(event) => {
          const include_topics = event.currentTarget.checked;
          setWish((before) => ({ ...before, include_topics }));
        }}
      />
      <Button
        className={classes.send}
        variant="default"
        leftSection={<Send size={16} aria-hidden />}
        loading={send.isPending}
        disabled={isPrivate || wish.stream.trim() === '' || wish.topic.trim() === ''}
        onClick={submit}
      >
        {isThere ? t('share.zulip.update') : t('share.zulip.post')}
      </Button>
    </div>
  );
}

function PostState({ post }: { post: ZulipPost }) {
  if (post.error !== null)
    return (
      <Alert
        color="yellow"
        variant="light"
        title={post.state === 'failed' ? t('share.zulip.notPosted') : t('share.zulip.notPostedYet')}
      >
        {post.error}
      </Alert>
    );
  if (post.state === 'posted' && post.posted_at !== null)
    return <p className={classes.hint}>{t('share.zulip.postedOn', { when: formatFull(post.posted_at) })}</p>;
  return <p className={classes.hint}>{t('share.zulip.posting')}</p>;
}
