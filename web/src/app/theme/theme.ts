import {
  ActionIcon,
  Button,
  createTheme,
  defaultVariantColorsResolver,
  Drawer,
  mergeThemeOverrides,
  Menu,
  Modal,
  Skeleton,
  Tabs,
  TextInput,
  Tooltip,
  type CSSVariablesResolver,
} from '@mantine/core';

import { t } from '@/texts';

const fontFamily =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI Variable Text", "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';

const theme = createTheme({
  fontFamily,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  headings: { fontFamily, fontWeight: '600' },
  colors: {
    pine: [
      '#ecf6f3',
      '#d9ebe6',
      '#b0d7cd',
      '#83c2b2',
      '#55bda3',
      '#319b83',
      '#17806b',
      '#0e6b5c',
      '#0a5a4d',
      '#06483e',
    ],
    clay: [
      '#fcefec',
      '#f6dcd7',
      '#ecb9af',
      '#f0938a',
      '#e5746a',
      '#d9564a',
      '#c23b30',
      '#b02e24',
      '#96241c',
      '#7a1b15',
    ],
    gray: [
      '#f8f7f5',
      '#f1f0ec',
      '#e8e6e1',
      '#dddad4',
      '#d5d2cb',
      '#a5a8a4',
      '#868c88',
      '#565c59',
      '#363b39',
      '#1b1e1d',
    ],
    dark: [
      '#e8ebe9',
      '#adb4b0',
      '#8e9692',
      '#5d6562',
      '#3a413e',
      '#2b312f',
      '#1d2120',
      '#161918',
      '#121514',
      '#101211',
    ],
  },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 4 },
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    if (input.color === 'yellow' && input.variant === 'light')
      return { ...colors, background: 'var(--r-warn-soft)', color: 'var(--r-warn)' };
    const own =
      input.color === undefined || input.color === 'pine'
        ? 'accent'
        : input.color === 'clay'
          ? 'danger'
          : null;
    if (own === null) return colors;
    const color = `var(--r-${own})`;
    if (input.variant === 'filled') {
      return { ...colors, background: color, hover: `var(--r-${own}-ink)`, color: `var(--r-on-${own})` };
    }
    return input.variant === 'subtle'
      ? { ...colors, color, hover: `var(--r-${own}-soft)`, hoverColor: color }
      : colors;
  },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '18px' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  shadows: {
    md: 'var(--r-shadow)',
    lg: 'var(--r-shadow)',
    xl: 'var(--r-shadow-big)',
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 34 } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 350,
        withinPortal: true,
        events: { hover: true, focus: true, touch: false },
      },
    }),
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', position: 'bottom-end', width: 224, withInitialFocusPlaceholder: false },
    }),
    Modal: Modal.extend({
      defaultProps: { centered: true, radius: 'lg' },
      styles: { title: { fontWeight: 600 } },
    }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    Skeleton: Skeleton.extend({ defaultProps: { radius: 'sm' } }),
  },
});

/** With what it says, in the language of the moment. */
export function makeTheme() {
  const closeButtonProps = { 'aria-label': t('common.close') };
  return mergeThemeOverrides(theme, {
    components: {
      Modal: Modal.extend({ defaultProps: { closeButtonProps } }),
      Drawer: Drawer.extend({ defaultProps: { closeButtonProps } }),
    },
  });
}

const shared = {
  '--mantine-color-body': 'var(--r-surface)',
  '--mantine-color-text': 'var(--r-ink)',
  '--mantine-color-bright': 'var(--r-ink)',
  '--mantine-color-dimmed': 'var(--r-ink-2)',
  '--mantine-color-placeholder': 'var(--r-ink-3)',
  '--mantine-color-error': 'var(--r-danger)',
  '--mantine-color-default': 'var(--r-raised)',
  '--mantine-color-default-hover': 'var(--r-hover)',
  '--mantine-color-default-color': 'var(--r-ink)',
  '--mantine-color-default-border': 'var(--r-line-strong)',
  '--mantine-color-gray-light-color': 'var(--r-ink-2)',
  '--mantine-color-gray-subtle-color': 'var(--r-ink-2)',
  '--mantine-color-gray-light-hover': 'var(--r-hover)',
  '--mantine-color-gray-text': 'var(--r-ink-2)',
  '--mantine-color-anchor': 'var(--r-accent)',
};

/** Hands our colours (tokens.css) to the component library. */
export const variables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
