import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import i18next from 'eslint-plugin-i18next';
import tseslint from 'typescript-eslint';

const nothingFromFeatures = {
  group: ['@/features', '@/features/*', '@/features/**'],
  message: 'Features never import each other; compose them in a route (src/app/routes).',
};
const nothingFromApp = {
  group: ['@/app', '@/app/**'],
  message: 'Only src/app knows how the pieces are put together.',
};
const noClimbing = {
  group: ['../../*', '../../**'],
  message: 'Use the @/ alias for shared code, and stay inside the feature otherwise.',
};

/** The attributes that people see or hear. */
const spoken = [
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'description',
  'error',
  'label',
  'nothingFoundMessage',
  'placeholder',
  'title',
];
/** Signs, constants, and our name: the same in every language. */
const unspoken = ['[0-9!-/:-@[-`{-~·×⌘…]+', '[A-Z_-]+', 'Reflector'];
const textsWhileRendering = {
  selector: 'CallExpression[callee.name="t"]:not(:function *)',
  message: 'Read texts while rendering: at this point the language is not known yet.',
};

export default tseslint.config(
  { ignores: ['dist', 'src/lib/api/schema.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  jsxA11y.flatConfigs.strict,
  reactHooks.configs.flat.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      eqeqeq: ['error', 'smart'],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      // Seeking by a click on a word is a convenience on top of keys that do the same.
      'jsx-a11y/no-noninteractive-element-interactions': 'off',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/**/*.test.{ts,tsx}', 'src/testing/**', 'src/docs/**'],
    plugins: { i18next },
    rules: {
      'i18next/no-literal-string': [
        'error',
        { mode: 'jsx-only', 'jsx-attributes': { include: spoken }, words: { exclude: unspoken } },
      ],
      'no-restricted-syntax': ['error', textsWhileRendering],
    },
  },
  {
    files: ['src/features/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [nothingFromFeatures, nothingFromApp, noClimbing] }],
    },
  },
  {
    files: ['src/lib/**/*.{ts,tsx}', 'src/components/**/*.{ts,tsx}'],
    rules: { 'no-restricted-imports': ['error', { patterns: [nothingFromFeatures, nothingFromApp] }] },
  },
  {
    files: ['scripts/**', '*.config.*'],
    languageOptions: { globals: { ...globals.node } },
    rules: { 'no-console': 'off' },
  },
);
