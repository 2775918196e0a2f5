import * as pulumi from '@pulumi/pulumi';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { createStack } from './create-stack.ts';
import { requireDocker } from './require-docker.ts';
import { readSettings } from './settings/read-settings.ts';

export default pipe(
  readSettings(pulumi.runtime.allConfig(), process.env['PULUMI_CONFIG_SECRET_KEYS']),
  E.chainFirst(requireDocker),
  E.match((mistakes) => {
    throw new pulumi.RunError(mistakes.join('\n'));
  }, createStack),
);
