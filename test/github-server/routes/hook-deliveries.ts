import { page } from '../http/page.ts';
import { notFound } from '../http/refusal.ts';
import { appRoute, ok, type Route } from '../http/route.ts';
import type { World } from '../state/world.ts';
import { type Delivery, redeliver } from '../webhooks/deliver.ts';

/** https://docs.github.com/en/rest/apps/webhooks */
export function hookDeliveryRoutes(world: World): Route[] {
  return [
    appRoute('GET /app/hook/deliveries', (call) => {
      const status = call.query.get('status');
      const newestFirst = world.webhooks.deliveries.filter((each) => each.status !== 'pending').toReversed();
      const wanted = newestFirst.filter((each) => status === null || (status === 'success') === (each.status === 'OK'));
      return ok(page(call, wanted).items.map(representDelivery));
    }),
    appRoute('POST /app/hook/deliveries/{delivery_id}/attempts', (call) => {
      const id = Number(call.param('delivery_id'));
      if (!world.webhooks.deliveries.some((each) => each.id === id)) throw notFound();
      world.background(redeliver(world, id));
      return { status: 202, body: {} };
    }),
  ];
}

function representDelivery(delivery: Delivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: 0.1,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: null,
    repository_id: null,
    throttled_at: null,
  };
}
