import { Button, Drawer, Group, Tabs } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { toast } from '@/components/toast';
import { sentenceOf } from '@/lib/api/api-error';
import type { Room } from '@/lib/api/types';
import { t } from '@/texts';
import { useCreateRoom } from '../api/create-room';
import { usePlatforms } from '../api/get-platforms';
import { useUpdateRoom } from '../api/update-room';
import { mistakesIn } from '../form/mistakes';
import {
  changesOf,
  emptyForm,
  formOf,
  nameFrom,
  requestOf,
  type RoomForm,
  type RoomMistakes,
} from '../form/room-form';
import { CalendarTab } from './calendar-tab';
import { GeneralTab } from './general-tab';
import { PrivacyTab } from './privacy-tab';
import classes from './room-editor.module.css';
import { ShareTab } from './share-tab';
import { SummaryTab } from './summary-tab';
import { WebhookTab } from './webhook-tab';

interface RoomEditorProps {
  /** Undefined while it is closed, null for a new room. */
  room: Room | null | undefined;
  onClose: () => void;
}

/** Creates or changes a room. */
export function RoomEditor({ room, onClose }: RoomEditorProps) {
  return (
    <Drawer
      opened={room !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={room ? t('rooms.editor.title', { name: room.name }) : t('rooms.new')}
      classNames={{ title: classes.title, body: classes.body }}
    >
      {room === undefined ? null : <Editor key={room?.id ?? 'new'} room={room} onClose={onClose} />}
    </Drawer>
  );
}

const tabs = ['general', 'summary', 'privacy', 'calendar', 'share', 'webhook'] as const;
type TabName = (typeof tabs)[number];

export interface TabProps {
  form: RoomForm;
  mistakes: RoomMistakes;
  onChange: (change: Partial<RoomForm>) => void;
}

function Editor({ room, onClose }: { room: Room | null; onClose: () => void }) {
  const [form, setForm] = useState<RoomForm>(() => (room ? formOf(room) : emptyForm));
  const [tab, setTab] = useState<TabName>('general');
  const [mistakes, setMistakes] = useState<RoomMistakes>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const platforms = usePlatforms();
  const create = useCreateRoom();
  const update = useUpdateRoom();
  const isSaving = create.isPending || update.isPending;

  const standard = platforms.data?.find(({ is_default }) => is_default)?.name ?? room?.platform ?? '';
  const platform = form.platform === '' ? standard : form.platform;
  const change = (part: Partial<RoomForm>) => {
    setForm((before) => ({ ...before, ...part }));
    const corrected = Object.keys(part);
    setMistakes((before) =>
      Object.fromEntries(Object.entries(before).filter(([field]) => !corrected.includes(field))),
    );
  };
  const onError = (error: unknown) => {
    const found = mistakesIn(error);
    setMistakes(found);
    setRefusal(Object.keys(found).length === 0 ? sentenceOf(error) : null);
    const place = tabs.find((name) => Object.keys(found).some((field) => tabOf(field) === name));
    if (place) setTab(place);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    setRefusal(null);
    const wanted = { ...form, name: nameFrom(form.name).replace(/-+$/, '') };
    setForm(wanted);
    if (wanted.name === '') {
      setMistakes({ name: t('rooms.editor.nameMissing') });
      setTab('general');
      return;
    }
    if (room === null) {
      create.mutate(requestOf(wanted, platform), {
        onSuccess: ({ name }) => {
          toast.done(t('rooms.editor.created', { name }));
          onClose();
        },
        onError,
      });
    } else {
      update.mutate(
        { id: room.id, change: changesOf(room, wanted, platform) },
        { onSuccess: onClose, onError },
      );
    }
  };

  const props: TabProps = { form, mistakes, onChange: change };
  return (
    <form className={classes.form} onSubmit={save} noValidate>
      <Tabs
        value={tab}
        onChange={(value) => setTab(tabs.find((name) => name === value) ?? 'general')}
        className={classes.tabs}
        classNames={{ tab: classes.tab }}
      >
        <Tabs.List aria-label={t('rooms.editor.tabs')}>
          <Tabs.Tab value="general">{t('rooms.editor.general')}</Tabs.Tab>
          <Tabs.Tab value="summary">{t('rooms.editor.summary')}</Tabs.Tab>
          <Tabs.Tab value="privacy">{t('rooms.editor.privacy')}</Tabs.Tab>
          <Tabs.Tab value="calendar">{t('rooms.editor.calendar')}</Tabs.Tab>
          <Tabs.Tab value="share">{t('rooms.editor.share')}</Tabs.Tab>
          <Tabs.Tab value="webhook">{t('rooms.editor.webhook')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="general" className={classes.panel}>
          <GeneralTab {...props} platform={platform} platforms={platforms.data ?? []} />
        </Tabs.Panel>
        <Tabs.Panel value="summary" className={classes.panel}>
          <SummaryTab {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="privacy" className={classes.panel}>
          <PrivacyTab {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="calendar" className={classes.panel}>
          <CalendarTab {...props} room={room} />
        </Tabs.Panel>
        <Tabs.Panel value="share" className={classes.panel}>
          <ShareTab {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="webhook" className={classes.panel}>
          <WebhookTab {...props} room={room} />
        </Tabs.Panel>
      </Tabs>
      <footer className={classes.footer}>
        {refusal === null ? null : (
          <p className={classes.refusal} role="alert">
            {t('rooms.editor.refused', { why: refusal })}
          </p>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={isSaving}>
            {room ? t('common.save') : t('rooms.editor.create')}
          </Button>
        </Group>
      </footer>
    </form>
  );
}

function tabOf(field: string): TabName {
  if (field.startsWith('ics')) return 'calendar';
  if (field.startsWith('summary')) return 'summary';
  if (field === 'consentPolicy' || field.endsWith('RetentionDays') || field === 'retentionDays')
    return 'privacy';
  if (field.startsWith('zulip')) return 'share';
  return field.startsWith('webhook') ? 'webhook' : 'general';
}
