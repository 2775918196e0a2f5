export default {
  files: ['test/**/*.test.ts', '!test/deploy/**'],
  extensions: ['ts'],
  timeout: '60s',
  // Nothing leaves the machine: the logging library would look for Google's metadata server.
  environmentVariables: { METADATA_SERVER_DETECTION: 'none' },
};
