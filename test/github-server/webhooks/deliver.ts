import { createHmac, randomUUID } from 'node:crypto';
import { pause } from '../pause.ts';
import type { Repository } from '../state/repository.ts';
import { nodeId, timestamp, type World } from '../state/world.ts';

/** GitHub gives up then, and does not deliver again by itself. */
export const deliveryTimeoutMilliseconds = 10_000;

export interface Delivery {
  readonly id: number;
  /** `X-GitHub-Delivery`; a redelivery has the same one. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly payload: string;
  readonly redelivery: boolean;
  readonly deliveredAt: string;
  /** `OK`, `Invalid HTTP Response: 500`, `timed out`, `failed to connect`, `dropped` (by a fault), `pending`. */
  status: string;
  /** 0 without an answer. */
  statusCode: number;
  response: string;
}

export interface WebhookFault {
  readonly event: string;
  readonly action?: string;
  readonly fault: 'drop' | 'duplicate' | { readonly delayMilliseconds: number };
  /** How many matching deliveries it meets; 1 when not given. */
  readonly times?: number;
}

export interface Webhooks {
  readonly deliveries: Delivery[];
  inject(fault: WebhookFault): void;
  takeFault(event: string, action: string | null): WebhookFault['fault'] | undefined;
}

export function createWebhooks(): Webhooks {
  const faults: { rule: WebhookFault; left: number }[] = [];
  return {
    deliveries: [],
    inject(rule) {
      faults.push({ rule, left: rule.times ?? 1 });
    },
    takeFault(event, action) {
      const found = faults.find(
        ({ rule, left }) => left > 0 && rule.event === event && (rule.action ?? action) === action,
      );
      if (found === undefined) return undefined;
      found.left -= 1;
      return found.rule.fault;
    },
  };
}

/** Delivers an event to the App, if it subscribes to it, and waits for the answer. */
export async function deliver(
  world: World,
  repository: Repository,
  event: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const installation = world.installations.find((each) => each.account.id === repository.owner.id);
  const { app } = world;
  if (app.webhookUrl === null || installation === undefined || !app.events.includes(event)) return;
  const action = typeof payload.action === 'string' ? payload.action : null;
  const text = JSON.stringify({
    ...payload,
    installation: { id: installation.id, node_id: nodeId('Installation', installation.id) },
  });
  const fault = world.webhooks.takeFault(event, action);
  if (typeof fault === 'object') await pause(fault.delayMilliseconds, world.closing.signal);
  const record = recordDelivery(world, { guid: randomUUID(), event, action, payload: text, redelivery: false });
  if (fault === 'drop') {
    record.status = 'dropped';
    return;
  }
  const attempts = [send(world, record)];
  if (fault === 'duplicate') attempts.push(send(world, recordDelivery(world, record)));
  await Promise.all(attempts);
}

/** Sends a delivery again under its own guid, as the App's settings page does. */
export async function redeliver(world: World, id: number): Promise<Delivery> {
  const delivery = world.webhooks.deliveries.find((each) => each.id === id);
  if (delivery === undefined) throw new Error(`There is no delivery ${id}.`);
  const again = recordDelivery(world, { ...delivery, redelivery: true });
  await send(world, again);
  return again;
}

type Content = Pick<Delivery, 'guid' | 'event' | 'action' | 'payload' | 'redelivery'>;

function recordDelivery(world: World, { guid, event, action, payload, redelivery }: Content): Delivery {
  const delivery: Delivery = {
    id: world.nextId(),
    guid,
    event,
    action,
    payload,
    redelivery,
    deliveredAt: timestamp(),
    status: 'pending',
    statusCode: 0,
    response: '',
  };
  world.webhooks.deliveries.push(delivery);
  return delivery;
}

async function send(world: World, delivery: Delivery): Promise<void> {
  const { app } = world;
  const signature = createHmac('sha256', app.webhookSecret).update(delivery.payload).digest('hex');
  const timeout = AbortSignal.timeout(deliveryTimeoutMilliseconds);
  try {
    const response = await fetch(app.webhookUrl ?? '', {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/local',
        'x-github-delivery': delivery.guid,
        'x-github-event': delivery.event,
        'x-github-hook-id': '1',
        'x-github-hook-installation-target-id': String(app.id),
        'x-github-hook-installation-target-type': 'integration',
        'x-hub-signature-256': `sha256=${signature}`,
      },
      body: delivery.payload,
      signal: AbortSignal.any([timeout, world.closing.signal]),
    });
    delivery.response = await response.text();
    delivery.statusCode = response.status;
    delivery.status = response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`;
  } catch (error) {
    delivery.status = timeout.aborted ? 'timed out' : 'failed to connect';
    delivery.response = String(error);
  }
}
