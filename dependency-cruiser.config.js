/** @type {(folder: string, allowed: string[], comment: string) => import('dependency-cruiser').IForbiddenRuleType} */
const mayImport = (folder, allowed, comment) => ({
  name: `${folder}-imports-only-what-it-may`,
  severity: 'error',
  comment,
  from: { path: `^service/${folder}/` },
  to: { pathNot: [`^service/${folder}/`, ...allowed] },
});
const functional = '^node_modules/(fp-ts|io-ts)/';
const core = ['^service/(codec|domain)/', functional];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    mayImport('codec', [functional], 'Pure helpers of io-ts.'),
    mayImport('domain', [functional, '^service/codec/'], 'Pure: what happened, in terms of the field.'),
    mayImport('statuspage', [...core, '^(node:)?crypto$'], 'Pure: from bytes to a StatusEvent.'),
    mayImport(
      'logging',
      [
        ...core,
        '^node_modules/(winston|winston-transport|@google-cloud/logging|@google-cloud/logging-winston)/',
        '^(node:)?crypto$',
        '^(node:)?(stream|util)$',
      ],
      'A StatusEvent as a log entry.',
    ),
    mayImport(
      'http',
      [
        ...core,
        '^node_modules/(express|@types/express[^/]*|helmet|p-limit)/',
        '^(node:)?(crypto|dns|fs|http|https|net|path|util|zlib)$',
      ],
      'The edge knows no program.',
    ),
    mayImport('announcing', [...core, '^service/(http|logging)/', '^(node:)?crypto$'], 'What every target shares.'),
    mayImport(
      'history',
      [
        ...core,
        '^service/logging/',
        '^node_modules/google-auth-library/',
        '^(node:)?(fs|fs/promises|net|path|readline|stream/promises)$',
      ],
      'Reading back what was recorded.',
    ),
    mayImport(
      'pages/difference',
      [...core, '^service/history/recorded\\.ts$', '^service/pages/page-reading\\.ts$', '^(node:)?crypto$'],
      'Pure: what a page says, less what is recorded.',
    ),
    mayImport(
      'pages/products',
      [...core, '^service/statuspage/', '^service/pages/page-reading\\.ts$'],
      'Pure: from the documents of a page to what it says.',
    ),
    mayImport(
      'pages',
      [
        ...core,
        '^service/(statuspage|history|http|logging)/',
        '^node_modules/p-limit/',
        '^(node:)?(crypto|http|https|net|stream|timers/promises|zlib)$',
      ],
      'Reading status pages, and what is new on them.',
    ),
    {
      name: 'board-imports-only-what-it-may',
      severity: 'error',
      comment: 'Pure: what the board shows, by what was recorded.',
      from: { path: '^service/board/[^/]+\\.ts$' },
      to: {
        pathNot: [
          ...core,
          '^service/board/[^/]+\\.ts$',
          '^service/history/recorded\\.ts$',
          '^service/announcing/suppressed-by\\.ts$',
          '^(node:)?net$',
        ],
      },
    },
    mayImport('board/html', [...core, '^service/board/[^/]+\\.ts$'], 'Pure: the board as pages.'),
    mayImport(
      'board/feeds',
      [
        ...core,
        '^service/board/[^/]+\\.ts$',
        '^service/board/(api|html)/',
        '^service/http/http-response\\.ts$',
        '^node_modules/ical-generator/',
        '^(node:)?crypto$',
      ],
      'Pure: the board for feed readers, calendars, spreadsheets and READMEs.',
    ),
    mayImport(
      'board/mcp',
      [...core, '^service/board/[^/]+\\.ts$', '^service/board/api/', '^service/http/http-response\\.ts$'],
      'Pure: the board for agents.',
    ),
    mayImport(
      'slack',
      [...core, '^service/(announcing|logging)/', '^node_modules/@slack/', '^(node:)?crypto$'],
      'A StatusEvent as messages, and posting them.',
    ),
    mayImport('teams', [...core, '^service/announcing/'], 'A StatusEvent as an Adaptive Card, and posting it.'),
    mayImport(
      'pagerduty',
      [...core, '^service/announcing/'],
      'A StatusEvent as an alert or a change event, and sending it.',
    ),
    mayImport('google-chat', [...core, '^service/announcing/'], 'A StatusEvent as a card in a thread, and posting it.'),
    mayImport(
      'outgoing-webhook',
      [...core, '^service/(announcing|logging)/', '^node_modules/standardwebhooks/'],
      'A StatusEvent as a CloudEvent, and posting it, signed.',
    ),
    mayImport(
      'targets',
      [...core, '^service/(announcing|slack|teams|pagerduty|google-chat|outgoing-webhook)/'],
      'Which targets there are, and opening one.',
    ),
    {
      name: 'targets-are-loaded-lazily',
      severity: 'error',
      comment: 'A program loads the code of the targets that it has, and no other.',
      from: { path: '^service/', pathNot: '^service/(slack|teams|pagerduty|google-chat|outgoing-webhook)/' },
      to: {
        path: '^service/(slack|teams|pagerduty|google-chat|outgoing-webhook)/',
        pathNot: '-settings\\.ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    mayImport(
      'rehearsal',
      [...core, '^(node:)?crypto$'],
      'What a status page would send in an outage that never happened.',
    ),
    mayImport(
      'sending',
      [...core, '^service/runtime/read-settings\\.ts$', '^(node:)?(crypto|timers/promises)$'],
      'Posting deliveries to a receiver.',
    ),
    mayImport(
      'runtime',
      [...core, '^service/(http|logging)/', '^package\\.json$', '^(node:)?(fs|util)$'],
      'What every program shares: settings, start, stop, operational log.',
    ),
    {
      name: 'express-only-at-the-edge',
      severity: 'error',
      from: { path: '^service/', pathNot: '^service/http/|/app\\.ts$' },
      to: { path: '^node_modules/(express|@types/express[^/]*)/' },
    },
    {
      name: 'receiver-loads-lazily-what-cloud-run-does-not-need',
      severity: 'error',
      comment:
        'On Cloud Run the receiver neither announces nor polls nor shows the board, so its start does not load the code for it.',
      from: { path: '^service/programs/receiver/', pathNot: '/receiver/polling\\.ts$' },
      to: {
        path: '^service/(targets|pages|history|board|programs/board)/|/receiver/polling\\.ts$',
        pathNot: '-settings\\.ts$|/record-entry\\.ts$|/target-names\\.ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'programs-do-not-import-each-other',
      severity: 'error',
      comment:
        'What two programs share belongs in a folder below them. Outside Cloud Run the receiver runs the board beside itself.',
      from: { path: '^service/((programs|cli)/[^/]+)/' },
      to: { path: '^service/(programs|cli)/', pathNot: '^service/$1/|^service/programs/board/local-board\\.ts$' },
    },
    {
      name: 'service-stands-alone',
      severity: 'error',
      from: { path: '^service/' },
      to: { path: '^(image|infra|test|bench)/' },
    },
    {
      name: 'infra-imports-only-what-it-may',
      severity: 'error',
      comment: 'What is deployed and the program that deploys it share no code.',
      from: { path: '^infra/' },
      to: {
        pathNot: [
          '^infra/',
          functional,
          '^node_modules/@pulumi/(docker-build|gcp|pulumi|random)/',
          '^(node:)?(child_process|process|timers/promises)$',
        ],
      },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^(service|infra)/', pathNot: '/main\\.ts$|/assets/' },
      to: {},
    },
    {
      name: 'no-dev-dependency-in-service',
      severity: 'error',
      from: { path: '^service/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js'],
    },
  },
};
