import { notifications } from '@mantine/notifications';
import { sentenceOf } from '@/lib/api/api-error';
import { t } from '@/texts';

const closeButtonProps = () => ({ 'aria-label': t('common.dismiss') });

export const toast = {
  done: (message: string) =>
    notifications.show({ message, withCloseButton: true, closeButtonProps: closeButtonProps() }),
  failed: (title: string, error: unknown) =>
    notifications.show({
      title,
      message: error instanceof Error || typeof error === 'object' ? sentenceOf(error) : String(error),
      color: 'clay',
      autoClose: 10_000,
      closeButtonProps: closeButtonProps(),
    }),
};
