import type { Topic, Transcript, TopicWithWords } from '@/lib/api/types';
import { formatClock, formatDuration, formatFull } from '@/lib/time/format';
import { titleOf } from '@/lib/title';
import { buildDocument, paragraphText } from './transcript-document';

export function actionItemsMarkdown(items: Transcript['action_items']): string {
  const decisions = (items?.decisions ?? []).map(
    (d) => `- ${d.decision}${d.decided_by ? ` (${d.decided_by})` : ''}`,
  );
  const steps = (items?.next_steps ?? []).map((s) => {
    const about = [s.assigned_to, s.deadline].filter(Boolean).join(', ');
    return `- [ ] ${s.task}${about ? ` (${about})` : ''}`;
  });
  return [
    ...(decisions.length > 0 ? ['## Decisions', '', ...decisions, ''] : []),
    ...(steps.length > 0 ? ['## Next steps', '', ...steps, ''] : []),
  ].join('\n');
}

export const topicsMarkdown = (topics: readonly Topic[]) =>
  topics.map((topic) => `- **${formatClock(topic.timestamp)}** ${topic.title}`).join('\n');

/** The whole transcript as one Markdown document: summary, action items, then the text under its topics. */
export function transcriptMarkdown(
  transcript: Transcript,
  topics: readonly TopicWithWords[],
  nameOf: (speaker: number) => string,
): string {
  const document = buildDocument(topics);
  const named = document.speakers.length > 1;
  const text = document.blocks.map((block) => {
    if (block.kind === 'topic') return `### ${block.title} (${formatClock(block.start)})\n`;
    const who = named && block.opensTurn ? `**${nameOf(block.speaker)}:** ` : '';
    return `${who}${paragraphText(document, block)}\n`;
  });
  const summary = transcript.long_summary?.trim() || transcript.short_summary?.trim();
  return [
    `# ${titleOf(transcript)}`,
    '',
    `${formatFull(transcript.created_at)}, ${formatDuration(transcript.duration)}`,
    '',
    ...(summary ? ['## Summary', '', summary, ''] : []),
    actionItemsMarkdown(transcript.action_items),
    '## Transcript',
    '',
    ...text,
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()
    .concat('\n');
}
