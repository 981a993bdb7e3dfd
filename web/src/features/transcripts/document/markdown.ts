import type { Topic, Transcript } from '@/lib/api/types';
import { formatClock } from '@/lib/time/format';

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
