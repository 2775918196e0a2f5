'use strict';
const crypto = require('node:crypto');

const fixed = Date.UTC(2026, 2, 2, 14, 10);
globalThis.Date = class extends Date {
  constructor(...values) {
    super(...(values.length === 0 ? [fixed] : values));
  }
  static now() {
    return fixed;
  }
};
crypto.randomFillSync = (bytes) => bytes.fill(7);
