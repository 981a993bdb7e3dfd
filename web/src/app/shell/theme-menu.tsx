import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { Check, Monitor, Moon, Sun } from 'lucide-react';

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
        {choices.map((choice) => (
          <Menu.Item
            key={choice.value}
            leftSection={<choice.Icon size={16} aria-hidden />}
            rightSection={choice.value === colorScheme ? <Check size={14} aria-label="chosen" /> : null}
            onClick={() => setColorScheme(choice.value)}
          >
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
