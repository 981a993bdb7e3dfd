import { screen } from '@testing-library/react';
import { Radio } from '@mantine/core';
import { afterEach, expect, it } from 'vitest';
import { renderInApp } from '@/testing/render';
import { chooseLanguage } from '@/texts';
import { TemplateChoices } from './template-choices';

const template = (name: string) => ({
  name,
  title: `Title of ${name}`,
  description: `What ${name} gives`,
  extractive_note: `What ${name} gives without a model`,
});

const show = (language_model: boolean, ...names: string[]) =>
  renderInApp(
    <Radio.Group>
      <TemplateChoices
        options={{ language_model, longest_prompt: 100, models: [], templates: names.map(template) }}
      />
    </Radio.Group>,
  );

afterEach(() => chooseLanguage('en'));

it.each([
  [true, 'Eine Gliederung mit den Erklärungen, Beispielen und Begriffen.'],
  [false, 'Mehr Sätze aus jedem Thema als in der allgemeinen Zusammenfassung.'],
])('speaks the language of the page (language model: %s)', async (model, description) => {
  await chooseLanguage('de');
  show(model, 'lecture');
  expect(screen.getByRole('radio', { name: 'Vortrag' })).toHaveAccessibleDescription(description);
});

it('shows a template of a newer server in its words', () => {
  show(false, 'toString');
  expect(screen.getByRole('radio', { name: 'Title of toString' })).toHaveAccessibleDescription(
    'What toString gives without a model',
  );
});
