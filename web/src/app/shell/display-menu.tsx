import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { toast } from '@/components/toast';
import { chooseLanguage, t } from '@/texts';
import { chosenLanguage, languages, type Language } from '@/texts/languages';

const schemes = { auto: Monitor, light: Sun, dark: Moon };
const ofBrowser = 'browser';

/** How the page looks and speaks on this device. */
export function DisplayMenu({ className }: { className: string }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [language, setLanguage] = useState(chosenLanguage);
  const names = { auto: t('shell.followSystem'), light: t('shell.light'), dark: t('shell.dark') };
  const Icon = schemes[colorScheme];

  const choose = (value: string) => {
    const wanted = value === ofBrowser ? null : (value as Language);
    chooseLanguage(wanted).then(
      () => setLanguage(wanted),
      () => toast.failed(t('shell.languageFailed'), t('shell.languageFailedWhy')),
    );
  };

  return (
    <Menu position="right-end">
      <Menu.Target>
        <button type="button" className={className}>
          <Icon size={20} aria-hidden />
          <span>{t('shell.display')}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shell.theme')}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
        >
          {Object.entries(schemes).map(([value, SchemeIcon]) => (
            <Menu.RadioItem key={value} value={value} rightSection={<SchemeIcon size={16} aria-hidden />}>
              {names[value as MantineColorScheme]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{t('shell.language')}</Menu.Label>
        <Menu.RadioGroup value={language ?? ofBrowser} onChange={choose}>
          <Menu.RadioItem value={ofBrowser}>{t('shell.followBrowser')}</Menu.RadioItem>
          {Object.entries(languages).map(([value, name]) => (
            <Menu.RadioItem key={value} value={value} lang={value}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
