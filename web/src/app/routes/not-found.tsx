import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Message } from '@/components/message';
import { t } from '@/texts';

export function Component() {
  return (
    <>
      <title>{t('common.pageTitle', { title: t('pages.notFound.title') })}</title>
      <Message
        title={t('pages.notFound.heading')}
        action={
          <Button component={Link} to="/">
            {t('pages.notFound.toTranscripts')}
          </Button>
        }
      >
        {t('pages.notFound.text')}
      </Message>
    </>
  );
}
