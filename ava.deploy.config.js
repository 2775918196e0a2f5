export default {
  files: ['test/deploy/**/*.test.ts'],
  extensions: ['ts'],
  timeout: '5m',
};
