import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Which folders of src a folder may import from: arrows go one way (docs/architecture.md). */
const arrows = {
  core: [],
  policies: ['core'],
  realloc: ['core'],
  workload: [],
  import: ['workload'],
  explain: ['core', 'log', 'metrics', 'rebuild'],
  export: ['core', 'log', 'metrics', 'render', 'workload'],
  generate: ['random', 'workload'],
  random: [],
  rebuild: ['core', 'log', 'policies', 'realloc'],
  xdg: [],
  log: ['core', 'executors', 'workload'],
  metrics: ['log', 'core'],
  render: ['compare', 'explain', 'metrics', 'log', 'profile', 'workload', 'image'],
  profile: ['core', 'executors', 'metrics', 'random', 'workload', 'xdg'],
  compare: ['core', 'log', 'metrics', 'policies', 'realloc', 'workload'],
  pictures: ['compare', 'metrics', 'profile', 'render', 'workload'],
  page: ['metrics', 'pictures', 'render', 'workload'],
  image: [],
  executors: ['core', 'workload'],
  planning: ['core', 'driver', 'executors', 'policies', 'profile', 'realloc', 'workload'],
  driver: ['core', 'executors', 'log', 'policies', 'realloc', 'rebuild', 'workload'],
};

/** The same between the rooms of a folder. What lies beside them (`.`) may import from them all. */
const rooms = {
  'executors/docker': {
    daemon: [],
    host: ['daemon'],
    ownership: ['daemon', 'host'],
    output: [],
    containers: ['daemon', 'host', 'output', 'ownership'],
    actions: ['containers', 'daemon', 'host'],
    endings: ['actions', 'containers', 'daemon', 'host', 'ownership'],
  },
  workload: {
    schema: ['.'],
    syntax: ['.'],
    document: ['.', 'schema', 'syntax'],
    lines: ['.', 'document', 'schema', 'syntax'],
    load: ['.', 'document', 'lines', 'syntax'],
    write: ['.', 'document'],
  },
  render: {
    layout: [],
    report: ['.', 'layout'],
    explain: ['.', 'layout'],
    profile: ['.', 'layout'],
    comparison: ['.', 'layout'],
    live: ['.', 'layout'],
  },
};

const folders = [...Object.keys(arrows), 'cli'];

const refused = (regex, from, to) => ({
  regex,
  message: `src/${from} may not import from src/${to} (docs/architecture.md)`,
});

/** The imports of a folder that leave it for another one at the top of src. */
const leaving = (folder) =>
  folders
    .filter((other) => other !== folder && !arrows[folder].includes(other))
    .map((other) => refused(`^(\\.\\./)+${other}/`, folder, other));

const importRule = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const roomRules = Object.entries(rooms).flatMap(([house, allowedOf]) =>
  Object.entries(allowedOf).map(([room, allowed]) =>
    importRule(
      [`src/${house}/${room}/**/*.ts`],
      [
        ...leaving(house.split('/')[0]),
        ...Object.keys(allowedOf)
          .filter((other) => other !== room && !allowed.includes(other))
          .map((other) => refused(`^\\.\\./${other}/`, `${house}/${room}`, `${house}/${other}`)),
        ...(allowed.includes('.') ? [] : [refused('^\\.\\./[^/]+$', `${house}/${room}`, house)]),
      ],
    ),
  ),
);

const importRules = [
  ...Object.keys(arrows).map((folder) => importRule([`src/${folder}/**/*.ts`], leaving(folder))),
  ...roomRules,
];

export default defineConfig(
  { ignores: ['dist', 'coverage', 'node_modules', '.venv'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'src/page/browser/tsconfig.json', 'tests/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      // Indexed access within bounds that the line before has checked.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  ...importRules,
  {
    files: [
      'src/core/**/*.ts',
      'src/policies/**/*.ts',
      'src/realloc/**/*.ts',
      'src/metrics/**/*.ts',
      'src/explain/**/*.ts',
      'src/rebuild/**/*.ts',
    ],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'setTimeout',
        'setInterval',
        'performance',
        'console',
        'Date',
        'fetch',
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
      'no-restricted-syntax': ['error', { selector: 'AwaitExpression', message: 'the core is synchronous' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/executors/docker/daemon/**', 'src/image/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'dockerode', message: 'only src/executors/docker/daemon and src/image talk to Docker' },
          ],
        },
      ],
    },
  },
  { files: ['tests/**/*.ts'], rules: { 'max-lines': 'off' } },
);
