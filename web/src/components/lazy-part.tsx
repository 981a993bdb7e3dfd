import { Button, Modal, Text } from '@mantine/core';
import { Component, Suspense, type ReactNode } from 'react';
import { isMissingFile } from '@/lib/missing-file';
import { t } from '@/texts';
import { Message } from './message';

interface LazyPartProps {
  children: ReactNode;
  /** Shown while its file is on the way. */
  fallback?: ReactNode;
  /** Of a part that is a dialog: without its file another one opens and says so. */
  dialog?: { opened: boolean; onClose: () => void };
}

/** A part of a page that comes in a file of its own; without the file the rest of the page goes on. */
export class LazyPart extends Component<LazyPartProps, { error: unknown }> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError = (error: unknown) => ({ error });

  override render() {
    const { children, fallback = null, dialog } = this.props;
    const { error } = this.state;
    if (error === undefined) return <Suspense fallback={fallback}>{children}</Suspense>;
    if (!isMissingFile(error)) throw error;
    return dialog ? (
      <Modal {...dialog} title={t('pages.part.title')}>
        <Text size="sm" mb="md">
          {t('pages.part.text')}
        </Text>
        <Reload />
      </Modal>
    ) : (
      <Message level={2} title={t('pages.part.title')} action={<Reload />}>
        {t('pages.part.text')}
      </Message>
    );
  }
}

function Reload() {
  return <Button onClick={() => window.location.reload()}>{t('pages.error.reload')}</Button>;
}
