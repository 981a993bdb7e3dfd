import { Button, Checkbox, Group, Modal, Radio, Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { FormError } from '@/components/form-error';
import { Loaded } from '@/components/loaded';
import { TemplateChoices } from '@/components/template-choices';
import type { NewSummary, SummaryJob, SummaryOptions } from '@/lib/api/types';
import { t } from '@/texts';
import { isOpen } from '../api/get-summaries';
import { useCreateSummary } from '../api/create-summary';
import { useSummaryOptions } from '../api/get-summary-options';
import { JobStatus } from './job-status';

interface RegenerateDialogProps {
  transcriptId: string;
  job: SummaryJob | null;
  opened: boolean;
  onClose: () => void;
}

export default function RegenerateDialog({ transcriptId, job, opened, onClose }: RegenerateDialogProps) {
  const options = useSummaryOptions();
  return (
    <Modal opened={opened} onClose={onClose} title={t('summaries.anew.title')} size="lg">
      {isOpen(job) && job ? (
        <JobStatus job={job} />
      ) : (
        <Loaded query={options}>
          {(choices) => <Form transcriptId={transcriptId} options={choices} onClose={onClose} />}
        </Loaded>
      )}
    </Modal>
  );
}

interface FormProps {
  transcriptId: string;
  options: SummaryOptions;
  onClose: () => void;
}

const own = 'own';
const allSections = ['summary', 'action_items'] as const;

function Form({ transcriptId, options, onClose }: FormProps) {
  const create = useCreateSummary(transcriptId);
  const [template, setTemplate] = useState('general');
  const [prompt, setPrompt] = useState('');
  const [model, setModel] = useState(options.models[0] ?? null);
  const [chosen, setChosen] = useState<string[]>([...allSections]);
  const sections = allSections.filter((section) => chosen.includes(section));
  const summary = sections.includes('summary');
  const isOwn = summary && template === own;
  const isIncomplete = sections.length === 0 || (isOwn && prompt.trim() === '');

  const send = () => {
    const request: NewSummary = {
      template: summary ? template : null,
      prompt: isOwn ? prompt.trim() : null,
      model,
      sections,
    };
    create.mutate(request, { onSuccess: onClose });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="md">
        <Checkbox.Group label={t('summaries.anew.what')} value={chosen} onChange={setChosen}>
          <Group mt={4}>
            <Checkbox value="summary" label={t('summaries.anew.summary')} />
            <Checkbox value="action_items" label={t('summaries.anew.actionItems')} />
          </Group>
        </Checkbox.Group>
        {summary ? (
          <Radio.Group label={t('summaries.anew.template')} value={template} onChange={setTemplate}>
            <Stack gap="xs" mt={4}>
              <TemplateChoices options={options} />
              {options.language_model ? (
                <Radio
                  value={own}
                  label={t('summaries.anew.own')}
                  description={t('summaries.anew.ownHint')}
                />
              ) : null}
            </Stack>
          </Radio.Group>
        ) : null}
        {isOwn ? (
          <Textarea
            label={t('summaries.anew.prompt')}
            description={t('summaries.anew.promptHint')}
            placeholder={t('summaries.anew.promptExample')}
            autosize
            minRows={3}
            maxRows={10}
            maxLength={options.longest_prompt}
            value={prompt}
            onChange={(event) => setPrompt(event.currentTarget.value)}
          />
        ) : null}
        {options.models.length > 1 ? (
          <Select
            label={t('summaries.anew.model')}
            data={[...options.models]}
            value={model}
            allowDeselect={false}
            onChange={setModel}
          />
        ) : null}
        {options.language_model ? null : <p>{t('summaries.anew.noModel')}</p>}
        {create.error ? <FormError error={create.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={isIncomplete}>
            {t('summaries.anew.open')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
