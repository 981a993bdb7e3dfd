import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { Monitor, Moon, Sun } from 'lucide-react';

const choices: { value: MantineColorScheme; label: string; Icon: typeof Sun }[] = [
  { value: 'auto', label: 'Follow the system', Icon: Monitor },
  { value: 'light', label: 'Light', Icon: Sun },
  { value: 'dark', label: 'Dark', Icon: Moon },
];

export function ThemeMenu({ className }: { className: string }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { Icon } = choices.find(({ value }) => value === colorScheme) ?? { Icon: Monitor };
  return (
    <Menu position="right-end">
      <Menu.Target>
        <button type="button" className={className}>
          <Icon size={20} aria-hidden />
          <span>Theme</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) =>
            setColorScheme(choices.find((choice) => choice.value === value)?.value ?? 'auto')
          }
        >
          {choices.map((choice) => (
            <Menu.RadioItem
              key={choice.value}
              value={choice.value}
              rightSection={<choice.Icon size={16} aria-hidden />}
            >
              {choice.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
