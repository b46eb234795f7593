-- core._make_demo_deliveries: a webhook of the demo's user, and two deliveries.
--
-- Nothing is sent: the answers of the receiver are made up, and its name does not
-- resolve. The webhook delivers the two notifications that this user gets here. The
-- lock keeps deliveries of others from being claimed here; where some wait,
-- the webhook gets none.

create or replace function core._make_demo_deliveries()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims constant text := coalesce(current_setting('request.jwt.claims', true), '');
    v_webhook_id uuid;
    v_notified bigint[];
    v_answer record;
    v_delivery_id bigint;
begin
    lock table core.webhook_deliveries in share row exclusive mode;
    perform core._act_as_demo_user();
    v_webhook_id := (core.register_webhook(
        'https://receiver.example.invalid/notifications',
        '{core.notification.created}',
        'The demo: its receiver does not exist, and its answers are made up.'
    ) ->> 'id')::uuid;
    if not exists (select from core.webhook_deliveries as d where d.status = 'pending') then
        v_notified := array[
            core.notify_user(core.actor_id(), 'core.demo'),
            core.notify_user(core.actor_id(), 'core.demo')
        ];
        perform core.replay_webhooks_since(v_webhook_id, core.now());
        for v_answer in
            select *
            from (
                values
                (1, 502, 'The receiver restarts.'),
                (1, 400, 'The field kind has a value that is not known here.'),
                (2, 200, 'Thank you.')
            ) as a (place, status, body)
        loop
            select d.id
            into v_delivery_id
            from core.webhook_deliveries as d
            inner join core.events as e on d.event_id = e.id
            where
                d.endpoint_id = v_webhook_id
                and e.entity_id = v_notified[v_answer.place]::text;
            -- From the second attempt on: not after its wait, but now.
            perform core.replay_webhook(v_delivery_id);
            perform core.finish_webhook(
                c.delivery_id, c.lease, v_answer.status, null, 40, null, v_answer.body
            )
            from core.claim_webhooks(gen_random_uuid(), 1) as c;
        end loop;
    end if;
    perform set_config('request.jwt.claims', v_claims, true);
end;
$$;

comment on function core._make_demo_deliveries() is
$$Register a webhook, and deliver two notifications to it.

The first fails, is retried and refused; the second is taken.
Emits: core.notification.created.
$$;
