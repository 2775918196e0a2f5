import * as pulumi from '@pulumi/pulumi';
import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import { programs } from '../../../image/programs.ts';
import { readSettings } from '../../../infra/settings/read-settings.ts';
import { readConfig } from '../../../service/programs/announcer/config.ts';
import { defaultConfig, secretKeysJson } from '../project-config.ts';
import type { Deployment } from '../registered-resources.ts';
import { ofType, only, plainSettings, registeredResources, settingsWithSlack } from '../registered-resources.ts';

type Template = Readonly<{
  timeout: string;
  serviceAccount: string;
  scaling: object;
  containers: readonly [
    Readonly<{ image: string; args?: ReadonlyArray<string>; envs: ReadonlyArray<{ name: string; value?: string }> }>,
  ];
}>;
const templateOf = (deployment: Deployment, service: string) =>
  only(deployment, 'cloudrunv2/service:Service', service).inputs['template'] as Template;
const containerOf = (deployment: Deployment, service: string) => templateOf(deployment, service).containers[0];

const bot = await registeredResources(
  settingsWithSlack('xoxb-a-bot-token', {
    minImpact: 'major',
    components: O.some('Actions'),
    routes: 'GitHub=C1111111111',
  }),
);
const webhook = await registeredResources({
  ...plainSettings,
  slack: O.some({ _tag: 'IncomingWebhook', url: pulumi.secret('https://hooks.slack.test/a-secret-path') }),
  announcementRules: { minImpact: 'none', maintenance: false, components: O.none },
});
const silent = await registeredResources(plainSettings);

test('exists only when Slack is configured', (t) => {
  const added = (deployment: Deployment) => {
    const known = silent.resources.map(({ type, name }) => `${type} ${name}`);
    return deployment.resources.map(({ type, name }) => `${type} ${name}`).filter((each) => !known.includes(each))
      .length;
  };
  t.is(ofType(silent, 'cloudrunv2/service:Service').length, 2);
  t.is(ofType(bot, 'cloudrunv2/service:Service').length, 3);
  t.is(added(bot), added(webhook));
  t.is(silent.outputs['deadLetterSubscriptions'], '{}');
  t.is(bot.outputs['deadLetterSubscriptions'], '{"slack":"statuswatch-slack-announcer-dead-letters-mocked"}');
});

test('runs the receiver’s image as the announcer', (t) => {
  t.is(containerOf(bot, 'slack-announcer').image, containerOf(bot, 'receiver').image);
  t.deepEqual(containerOf(bot, 'slack-announcer').args, ['announcer']);
  t.is(containerOf(bot, 'receiver').args, undefined);
  t.true(containerOf(bot, 'slack-announcer').args?.every((program) => program in programs));
});

test('gets its settings, and its secret by a pinned version', (t) => {
  t.deepEqual(containerOf(bot, 'slack-announcer').envs, [
    { name: 'GOOGLE_CLOUD_PROJECT', value: 'demo-project' },
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'ANNOUNCE_MIN_IMPACT', value: 'major' },
    { name: 'ANNOUNCE_MAINTENANCE', value: 'true' },
    { name: 'ANNOUNCE_COMPONENTS', value: 'Actions' },
    { name: 'SLACK_CHANNEL', value: 'C0123456789' },
    { name: 'ANNOUNCE_ROUTES', value: 'GitHub=C1111111111' },
    {
      name: 'SLACK_BOT_TOKEN',
      valueSource: { secretKeyRef: { secret: 'statuswatch-slack-bot-token-mocked', version: '7' } },
    },
  ]);
  t.deepEqual(containerOf(webhook, 'slack-announcer').envs.slice(2), [
    { name: 'ANNOUNCE_MIN_IMPACT', value: 'none' },
    { name: 'ANNOUNCE_MAINTENANCE', value: 'false' },
    {
      name: 'SLACK_WEBHOOK_URL',
      valueSource: { secretKeyRef: { secret: 'statuswatch-slack-webhook-url-mocked', version: '7' } },
    },
  ]);
});

test('shares no secret with the receiver, in either direction', (t) => {
  [bot, webhook].forEach((deployment) => {
    const readers = ofType(deployment, 'SecretIamBinding').map(
      ({ name, inputs }) => [name.includes('slack') ? 'slack' : 'webhook', inputs['members']] as const,
    );
    t.deepEqual(
      readers.toSorted(([one], [other]) => one.localeCompare(other)),
      [
        ['slack', ['serviceAccount:statuswatch-slack@mocked']],
        ['webhook', ['serviceAccount:statuswatch-receiver@mocked']],
      ],
    );
    t.is(templateOf(deployment, 'slack-announcer').serviceAccount, 'statuswatch-slack@mocked');
    t.is(templateOf(deployment, 'receiver').serviceAccount, 'statuswatch-receiver@mocked');
    t.notRegex(JSON.stringify(containerOf(deployment, 'receiver').envs), /slack|announce/i);
    const granted = ofType(deployment, '').filter(({ inputs }) =>
      JSON.stringify(inputs['members'] ?? []).includes('statuswatch-receiver@'),
    );
    t.deepEqual(
      granted.map(({ name }) => name),
      ['webhook-token-accessor'],
    );
  });
});

test('is reachable only from within Google Cloud and only by callers that IAM names', (t) => {
  t.like(only(bot, 'cloudrunv2/service:Service', 'slack-announcer').inputs, {
    ingress: 'INGRESS_TRAFFIC_INTERNAL_ONLY',
    invokerIamDisabled: false,
  });
  t.notRegex(JSON.stringify(bot.resources), /allUsers|allAuthenticatedUsers/);
});

test('has at most one instance, whatever the number of revisions, and none while nothing happens', (t) => {
  t.like(only(bot, 'cloudrunv2/service:Service', 'slack-announcer').inputs, { scaling: { maxInstanceCount: 1 } });
  t.deepEqual(templateOf(bot, 'slack-announcer').scaling, { minInstanceCount: 0, maxInstanceCount: 1 });
});

test.serial('keeps its secret out of plain text, whatever the settings', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^xoxb-[A-Za-z0-9]{24,40}$/), async (token) => {
      const { resources, outputs } = await registeredResources(settingsWithSlack(token));
      t.false([...resources.map(({ inPlainText }) => inPlainText), JSON.stringify(outputs)].join('\n').includes(token));
    }),
    { numRuns: 10 },
  );
});

test.serial('gets only settings that the program accepts, whatever the stack’s settings', async (t) => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z ,.-]{0,20}[a-z]$/);
  const channel = fc.stringMatching(/^[CG][A-Z0-9]{8,10}$/);
  const stack = fc.record({
    'statuswatch:slackBotToken': fc.stringMatching(/^xoxb-[0-9A-Za-z-]{10,40}$/),
    'statuswatch:slackChannel': fc.oneof(channel, fc.constant('')),
    'statuswatch:announceMinImpact': fc.constantFrom('none', 'minor', 'major', 'critical'),
    'statuswatch:announceMaintenance': fc.constantFrom('true', 'false'),
    'statuswatch:announceComponents': name,
    'statuswatch:announceRoutes': fc
      .tuple(
        name.map((text) => text.replaceAll(',', '')),
        channel,
      )
      .map(([provider, id]) => `${provider} = ${id}`),
    'statuswatch:logLevel': fc.constantFrom('debug', 'info', 'emerg'),
  });
  await fc.assert(
    fc.asyncProperty(stack, async (configured) => {
      const settings = readSettings({ ...defaultConfig, ...configured }, secretKeysJson);
      if (E.isLeft(settings)) {
        t.fail(settings.left.join('; '));
        return;
      }
      const { envs } = containerOf(await registeredResources(settings.right), 'slack-announcer');
      const environment = Object.fromEntries(
        envs.map(({ name, value }) => [name, value ?? configured['statuswatch:slackBotToken']]),
      );
      t.is(
        pipe(
          readConfig(environment),
          E.match(
            (violations) => violations.join('; '),
            () => 'read',
          ),
        ),
        'read',
      );
    }),
    { numRuns: 20 },
  );
});
