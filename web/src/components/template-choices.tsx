import { Radio } from '@mantine/core';
import type { SummaryOptions } from '@/lib/api/types';
import { templateKeys } from '@/lib/summary-templates';
import { t } from '@/texts';

/** The shapes that a summary can have, in the page's language; what the page does not know yet, in the server's. */
export function TemplateChoices({ options: { language_model, templates } }: { options: SummaryOptions }) {
  return templates.map(({ name, title, description, extractive_note }) => {
    const keys = templateKeys(name);
    const served = language_model ? description : extractive_note;
    return (
      <Radio
        key={name}
        value={name}
        label={keys ? t(keys.title) : title}
        description={keys ? t(language_model ? keys.written : keys.picked) : served}
      />
    );
  });
}
