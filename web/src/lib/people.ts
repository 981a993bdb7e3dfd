import { t } from '@/texts';

/** `Nobody in`, `1 person in`, `3 people in`. */
export function peopleIn(people: number): string {
  return t('common.peopleIn', { count: people });
}
