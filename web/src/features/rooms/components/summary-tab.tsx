import { Radio, Stack, Textarea } from '@mantine/core';
import { Loaded } from '@/components/loaded';
import { useSummaryOptions } from '../api/get-summary-options';
import { ownTemplate } from '../form/room-form';
import classes from './room-editor.module.css';
import type { TabProps } from './room-editor';

/** What the summaries of the room's meetings should look like. */
export function SummaryTab({ form, mistakes, onChange }: TabProps) {
  const options = useSummaryOptions();
  return (
    <Loaded query={options}>
      {({ language_model, templates, longest_prompt }) => (
        <>
          <Radio.Group
            label="Template of the summaries"
            value={form.summaryTemplate}
            error={mistakes.summaryTemplate}
            onChange={(value) => onChange({ summaryTemplate: value })}
          >
            <Stack gap="xs" mt="xs">
              {templates.map(({ name, title, description, extractive_note }) => (
                <Radio
                  key={name}
                  value={name}
                  label={title}
                  description={language_model ? description : extractive_note}
                />
              ))}
              <Radio
                value={ownTemplate}
                label="My own"
                description="Say below what the summaries should look like."
              />
            </Stack>
          </Radio.Group>
          {form.summaryTemplate === ownTemplate ? (
            <Textarea
              label="What the summaries should look like"
              autosize
              minRows={3}
              maxRows={12}
              maxLength={longest_prompt}
              value={form.summaryPrompt}
              error={mistakes.summaryPrompt}
              onChange={(event) => onChange({ summaryPrompt: event.currentTarget.value })}
            />
          ) : null}
          {language_model ? null : (
            <p className={classes.hint}>
              No language model is set up on this server: sentences are picked from the text, and own wishes
              cannot be followed.
            </p>
          )}
          <p className={classes.hint}>A change is for meetings that are transcribed after it.</p>
        </>
      )}
    </Loaded>
  );
}
