import { strict as assert } from 'node:assert';
import { createHmac } from 'node:crypto';
import { exampleDeliveries } from '../service/programs/receiver/example-deliveries.ts';
import type { WarmUp } from './warm-up.ts';

const secret = 'warm-up-secret-0123456789';
const token = 'warm-up-token-0123456789';
const signed = (body: string) => ({
  'X-Statuspage-Signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
});

/** Every kind of delivery with a signature and with a token, an unrecognised one, refusals, and the health check. */
export const warmUpReceiver = (): Promise<WarmUp> =>
  Promise.resolve({
    settings: { STATUSPAGE_WEBHOOK_SECRET: secret, STATUSPAGE_WEBHOOK_TOKEN: token },
    warmUp: async (origin: string): Promise<void> => {
      const deliver = async (path: string, body: string, headers: Record<string, string>, expected: number) => {
        const { status } = await fetch(`${origin}/webhook/statuspage${path}`, { method: 'POST', body, headers });
        assert.equal(status, expected);
      };
      for (const { value } of Object.values(exampleDeliveries)) {
        const body = JSON.stringify(value);
        await deliver('', body, signed(body), 200);
        await deliver(`/${token}`, body, {}, 200);
      }
      const unknown = '{"announcement":{}}';
      await deliver('', unknown, signed(unknown), 202);
      await deliver('', unknown, signed('another body'), 401);
      await deliver('', unknown, {}, 401);
      await deliver('/wrong', unknown, {}, 401);
      assert.equal((await fetch(`${origin}/health`)).status, 200);
    },
  });
