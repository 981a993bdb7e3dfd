import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
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
