import type { Transcript } from '@/lib/api/types';
import { t } from '@/texts';

export function actionItemsMarkdown(items: Transcript['action_items']): string {
  const decisions = (items?.decisions ?? []).map(
    (d) => `- ${d.decision}${d.decided_by ? ` (${d.decided_by})` : ''}`,
  );
  const steps = (items?.next_steps ?? []).map((s) => {
    const about = [s.assigned_to, s.deadline].filter(Boolean).join(', ');
    return `- [ ] ${s.task}${about ? ` (${about})` : ''}`;
  });
  return [
    ...(decisions.length > 0 ? [`## ${t('transcripts.decisions')}`, '', ...decisions, ''] : []),
    ...(steps.length > 0 ? [`## ${t('transcripts.nextSteps')}`, '', ...steps, ''] : []),
  ].join('\n');
}
