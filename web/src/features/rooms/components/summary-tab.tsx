import { Radio, Stack, Textarea } from '@mantine/core';
import { Loaded } from '@/components/loaded';
import { TemplateChoices } from '@/components/template-choices';
import { t } from '@/texts';
import { useSummaryOptions } from '../api/get-summary-options';
import { ownTemplate } from '../form/room-form';
import classes from './room-editor.module.css';
import type { TabProps } from './room-editor';

/** What the summaries of the room's meetings should look like. */
export function SummaryTab({ form, mistakes, onChange }: TabProps) {
  const options = useSummaryOptions();
  return (
    <Loaded query={options}>
      {(summaryOptions) => (
        <>
          <Radio.Group
            label={t('rooms.summary.template')}
            value={form.summaryTemplate}
            error={mistakes.summaryTemplate}
            onChange={(value) => onChange({ summaryTemplate: value })}
          >
            <Stack gap="xs" mt="xs">
              <TemplateChoices options={summaryOptions} />
              <Radio
                value={ownTemplate}
                label={t('rooms.summary.own')}
                description={t('rooms.summary.ownHint')}
              />
            </Stack>
          </Radio.Group>
          {form.summaryTemplate === ownTemplate ? (
            <Textarea
              label={t('rooms.summary.prompt')}
              autosize
              minRows={3}
              maxRows={12}
              maxLength={summaryOptions.longest_prompt}
              value={form.summaryPrompt}
              error={mistakes.summaryPrompt}
              onChange={(event) => onChange({ summaryPrompt: event.currentTarget.value })}
            />
          ) : null}
          {summaryOptions.language_model ? null : (
            <p className={classes.hint}>{t('rooms.summary.noModel')}</p>
          )}
          <p className={classes.hint}>{t('rooms.summary.later')}</p>
        </>
      )}
    </Loaded>
  );
}
