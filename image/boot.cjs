'use strict';
// Runs the named program's bundle with the code that V8 had compiled when the image was built; without it the start takes half as long again.
// V8 does not verify that a cache is whole, nor that it is of this very bundle, and ends the process over one that is not: hence the checksum.
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
