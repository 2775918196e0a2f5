'use strict';
// Runs a program's bundle with the V8 code cache made in the image build; without it a start takes half as long again.
// V8 does not check that a cache is intact and belongs to this bundle, and crashes if it does not: hence the checksum.
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { Script } = require('node:vm');
const { crc32 } = require('node:zlib');

const filename = path.join(__dirname, 'service/programs', process.argv[2], 'main.cjs');
process.argv.splice(1, 2, filename);
const source = readFileSync(filename);

const readCache = () => {
  try {
    const cache = readFileSync(`${filename}.cache`);
    const code = cache.subarray(0, -4);
    return cache.readUInt32LE(code.length) === crc32(code, crc32(source)) ? { code } : { why: 'rejected' };
  } catch {
    return { why: 'absent' };
  }
};

const { code: cachedData, why } = readCache();
const script = new Script(`(function (exports, require, module, __filename, __dirname) {\n${source}\n})`, {
  filename,
  lineOffset: -1,
  cachedData,
});
process.env.CODE_CACHE = why ?? (script.cachedDataRejected ? 'rejected' : 'used');
module.exports = script;
script.runInThisContext()({}, require, module, filename, path.dirname(filename));
