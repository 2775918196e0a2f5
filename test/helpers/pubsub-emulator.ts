import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { ExecutionContext } from 'ava';
import { freePort } from './listen.ts';

type Json = Readonly<Record<string, unknown>>;

type Emulator = Readonly<{
  put: (name: string, resource: Json) => Promise<void>;
  publish: (topic: string, data: ReadonlyArray<string>) => Promise<void>;
  /** Waits for a message. */
  pull: (subscription: string) => Promise<Json>;
}>;

export const isPubsubEmulatorInstalled = (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => {
  const gcloud = path.join(folder, 'gcloud');
  return existsSync(gcloud) && existsSync(path.join(realpathSync(gcloud), '../../platform/pubsub-emulator'));
});

/** Google's Pub/Sub emulator until the test is over. */
export const pubsubEmulator = async (t: ExecutionContext): Promise<Emulator> => {
  const port = await freePort();
  const folder = await mkdtemp(path.join(tmpdir(), 'statuswatch-'));
  // A group of its own, as gcloud starts Java; and nothing is asked of the network.
  const gcloud = spawn(
    'gcloud',
    ['beta', 'emulators', 'pubsub', 'start', '--project=demo', `--host-port=127.0.0.1:${port}`, `--data-dir=${folder}`],
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        CLOUDSDK_CONFIG: folder,
        CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
        CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: '1',
        CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: '1',
      },
    },
  );
  const closed = new Promise<void>((resolve) => {
    gcloud
      .on('close', () => {
        resolve();
      })
      .on('error', () => {
        resolve();
      });
  });
  t.teardown(async () => {
    if (gcloud.pid !== undefined && gcloud.exitCode === null) {
      process.kill(-gcloud.pid, 'SIGKILL');
    }
    await closed;
    await rm(folder, { recursive: true });
  });
  const written: string[] = [];
  await Promise.race([
    new Promise<void>((resolve) => {
      createInterface(gcloud.stderr).on('line', (line) => {
        written.push(line);
        if (line.includes('Server started')) {
          resolve();
        }
      });
    }),
    closed.then(() => {
      throw new Error(['The Pub/Sub emulator did not start', ...written].join('\n'));
    }),
  ]);

  const call = async (method: string, name: string, body: Json): Promise<Json> => {
    const response = await fetch(`http://127.0.0.1:${port}/v1/projects/demo/${name}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${method} ${name}: ${await response.text()}`);
    }
    return (await response.json()) as Json;
  };

  return {
    put: async (name, resource) => {
      await call('PUT', name, resource);
    },
    publish: async (topic, data) => {
      await call('POST', `topics/${topic}:publish`, { messages: data.map((one) => ({ data: one })) });
    },
    pull: async (subscription) => {
      for (;;) {
        const { receivedMessages } = await call('POST', `subscriptions/${subscription}:pull`, { maxMessages: 1 });
        const [received] = (receivedMessages ?? []) as ReadonlyArray<Json>;
        if (received !== undefined) {
          return received['message'] as Json;
        }
      }
    },
  };
};
