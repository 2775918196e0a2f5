export default {
  files: ['test/**/*.test.ts', '!test/deploy/**'],
  extensions: ['ts'],
  timeout: '60s',
};
