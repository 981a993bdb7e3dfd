import 'rapidoc';
import './docs.css';

const page = document.createElement('rapi-doc');
const isDark = window.matchMedia('(prefers-color-scheme: dark)');

/** Everything comes from this server: no fonts, no logo, no search service from elsewhere. */
const settings = {
  'spec-url': '/openapi.json',
  'load-fonts': 'false',
  'regular-font': 'system-ui, sans-serif',
  'mono-font': 'ui-monospace, monospace',
  'render-style': 'focused',
  'show-header': 'false',
  'allow-authentication': 'false',
  'allow-server-selection': 'false',
  'primary-color': '#0f6b5c',
  'schema-description-expanded': 'true',
};
for (const [name, value] of Object.entries(settings)) page.setAttribute(name, value);

const followTheme = () => page.setAttribute('theme', isDark.matches ? 'dark' : 'light');
isDark.addEventListener('change', followTheme);
followTheme();

document.body.append(page);
