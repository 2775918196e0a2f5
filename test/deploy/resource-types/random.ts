import { randomBytes } from 'node:crypto';
import * as t from 'io-ts';
import { whole } from './codecs.ts';
import { resourceType } from './resource-type.ts';

export const randomTypes = {
  'random:index/randomId:RandomId': resourceType({
    inputs: t.strict({ byteLength: whole, keepers: t.record(t.string, t.string) }),
    immutable: ['byteLength', 'keepers'],
    make: ({ byteLength }) => {
      const hex = randomBytes(byteLength).toString('hex');
      return { id: hex, hex };
    },
  }),
  'random:index/randomPassword:RandomPassword': resourceType({
    inputs: t.strict({ length: whole, special: t.literal(false) }),
    immutable: ['length', 'special'],
    secret: ['result'],
    make: ({ length }, cloud) => ({
      id: `password-${cloud.next('password')}`,
      result: randomBytes(length).toString('hex').slice(0, length),
    }),
  }),
};
