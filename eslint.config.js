import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import simpleImportSort from 'eslint-plugin-simple-import-sort';
import tseslint from 'typescript-eslint';

const functionalImports = {
  patterns: [
    {
      // Other paths pass the type checker and crash in Node; the barrel costs 120 ms of start.
      regex: '^(fp-ts|io-ts)(?!/lib/[A-Za-z]+\\.js$)/|^fp-ts$',
      message: 'Import fp-ts and io-ts modules as "fp-ts/lib/Either.js".',
    },
  ],
};

const ranOutsideTheEdge = {
  selector: 'CallExpression[callee.type="CallExpression"][callee.callee.name="pipe"]',
  message: 'A Task is run in main.ts and in http/respond-with.ts, nowhere else: return it.',
};

const imperative = [
  { selector: 'VariableDeclaration[kind="let"]', message: 'Use const.' },
  {
    selector: ':matches(ForStatement, ForInStatement, ForOfStatement, WhileStatement, DoWhileStatement)',
    message: 'Use map, filter or reduce.',
  },
  {
    selector: 'TSAsExpression:not([typeAnnotation.typeName.name="const"])',
    message: 'Decode instead of asserting a type.',
  },
  { selector: 'TSNonNullExpression', message: 'Use Option.' },
];

const impure = [
  ...imperative,
  { selector: 'ExpressionStatement', message: 'A statement without a value is a dropped effect.' },
  { selector: 'ThrowStatement', message: 'Return an Either.' },
  { selector: 'ClassDeclaration', message: 'Use functions and records.' },
  ranOutsideTheEdge,
];

export default defineConfig(
  { ignores: ['coverage/', 'dist/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'simple-import-sort': simpleImportSort },
    rules: {
      'simple-import-sort/imports': ['error', { groups: [['^\\u0000', '^node:', '^@?\\w', '^\\.']] }],
      // A codec and its type share one name.
      '@typescript-eslint/no-redeclare': 'off',
      '@typescript-eslint/array-type': ['error', { default: 'array', readonly: 'generic' }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false }],
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // It refuses a codec of io-ts that carries a field of ours.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-imports': ['error', functionalImports],
      'no-console': 'error',
      'no-nested-ternary': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { sourceType: 'commonjs', globals: { process: 'readonly', __dirname: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // It runs in a browser.
    files: ['service/programs/board/assets/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        document: 'readonly',
        DOMParser: 'readonly',
        fetch: 'readonly',
        location: 'readonly',
        setInterval: 'readonly',
      },
    },
  },
  { files: ['service/**'], rules: { 'no-restricted-syntax': ['error', ranOutsideTheEdge] } },
  {
    files: ['service/{programs,cli}/*/main.ts', 'service/http/respond-with.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['service/{codec,domain,statuspage,pages/difference,pages/products}/**', 'service/board/**'],
    rules: { 'no-restricted-syntax': ['error', ...impure] },
  },
  { files: ['infra/**'], rules: { 'no-restricted-syntax': ['error', ...imperative] } },
);
