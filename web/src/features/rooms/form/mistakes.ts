import { ApiError } from '@/lib/api/api-error';
import { t } from '@/texts';
import { fieldOf, type RoomMistakes } from './room-form';

/** What the server has against single fields; empty when it is about something else. */
export function mistakesIn(error: unknown): RoomMistakes {
  if (!(error instanceof ApiError)) return {};
  // The one message about a field that does not come as a validation error.
  if (error.status === 400 && /name is not unique/i.test(error.message))
    return { name: t('rooms.editor.nameTaken') };
  const mistakes: RoomMistakes = {};
  for (const [name, message] of error.fields) {
    const field = fieldOf[name];
    if (field) mistakes[field] = message;
  }
  return mistakes;
}
