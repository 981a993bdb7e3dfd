import type { SummaryVersion } from '@/lib/api/types';
import { templateKeys } from '@/lib/summary-templates';
import { t } from '@/texts';

export function originWords({ origin, number }: SummaryVersion): string {
  switch (origin) {
    case 'processed':
      return t('summaries.origin.processed', { number });
    case 'regenerated':
      return t('summaries.origin.regenerated', { number });
    case 'restored':
      return t('summaries.origin.restored', { number });
    default:
      return t('summaries.origin.edited', { number });
  }
}

/** Who and what it is from: `Anna, by the language model phi-4, Lecture`. */
export function madeBy({ created_by, generated_by, template }: SummaryVersion): string {
  const writer = generated_by?.startsWith('llm:')
    ? t('summaries.origin.model', { model: generated_by.slice(4) })
    : generated_by === 'extractive'
      ? t('summaries.origin.extractive')
      : null;
  return [created_by, writer, templateWords(template)].filter(Boolean).join(', ');
}

/** The general one goes without saying. */
function templateWords(template: SummaryVersion['template']): string | null {
  if (template === null || template === 'general') return null;
  if (template === 'own') return t('summaries.origin.own');
  const keys = templateKeys(template);
  return keys ? t(keys.title) : template;
}
