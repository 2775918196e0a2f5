import * as t from 'io-ts';

/** How Pulumi's protocol marks a secret: https://github.com/pulumi/pulumi/blob/master/developer-docs/providers/secrets.md */
export const PulumiSecret = t.type({
  '4dabf18193072939515e22adb298388d': t.literal('1b47061264138c4ac30d75fd1eb44270'),
  value: t.unknown,
});

export const markedAsSecret = (value: unknown): t.TypeOf<typeof PulumiSecret> => ({
  '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
  value,
});
