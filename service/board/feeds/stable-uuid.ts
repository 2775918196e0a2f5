import { createHash } from 'node:crypto';

const namespace = Buffer.from('5f0c1f0a3d5b4c0e9a43c7d1b8e2f694', 'hex');

/** The same for the same names, wherever it is made: https://www.rfc-editor.org/rfc/rfc9562#section-5.5 */
export const stableUuid = (...names: ReadonlyArray<string>): string => {
  const hex = createHash('sha1').update(namespace).update(JSON.stringify(names)).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0b0011) | 0b1000).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
