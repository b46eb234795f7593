-- Proves functions/commerce/purchases/run_acknowledge_purchase.sql.
begin;
select plan(5);

-- Given: an order that was sent, and the sources of both vendors.
select tests.small_purchases();
select tests.purchase()::text;
select core.register_webhook_source(s.name, 'commerce.acknowledge_purchase')::text
from (values ('acme'), ('fast')) as s (name);
update commerce.vendors set webhook_source = lower(code);
create function pg_temp.receive(p_source text, p_id text, p_body text) returns text
    language sql as $$
    select core.receive_webhook(
        p_source, core.sign_message(p_source, p_id, p_body), p_body
    )::text;
$$;
create function pg_temp.run(p_id text) returns text
    language sql as $$
    select commerce.run_acknowledge_purchase(j)::text
    from core.webhook_receipts as r
    inner join core.jobs as j on (j.payload ->> 'receipt_id')::bigint = r.id
    where r.message_id = p_id;
$$;
select pg_temp.receive(m.source, m.id, m.body)
from commerce.purchase_orders as o
cross join lateral (
    values
    ('acme', 'm1', jsonb_build_object(
        'idempotency_key', o.idempotency_key, 'reference', 'A-1'
    )::text),
    ('fast', 'm2', jsonb_build_object(
        'idempotency_key', o.idempotency_key, 'reference', 'F-1'
    )::text),
    ('acme', 'm3', '{"reference": "A-1"}'),
    ('acme', 'm4', 'hello')
) as m (source, id, body);

select throws_ok(
    $$ select pg_temp.run('m2') $$, 'PT422', 'commerce.invalid_answer',
    'a vendor acknowledges its own orders'
);
select throws_ok(
    $$ select pg_temp.run('m3') $$, 'PT422', 'commerce.invalid_answer',
    'that it names'
);
select throws_ok(
    $$ select pg_temp.run('m4') $$, 'PT422', 'commerce.invalid_answer', 'in JSON'
);
select lives_ok($$ select pg_temp.run('m1'), pg_temp.run('m1') $$, 'once or twice');
select results_eq(
    $$ select o.status, o.vendor_reference from commerce.purchase_orders as o $$,
    $$ values ('acknowledged', 'A-1') $$, 'and the order is acknowledged'
);

select * from finish();
rollback;
