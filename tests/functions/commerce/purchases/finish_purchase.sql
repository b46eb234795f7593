-- Proves functions/commerce/purchases/finish_purchase.sql.
begin;
select plan(16);

-- Given: an order that was sent.
select tests.set_clock('2026-06-01 12:00+00');
select tests.small_purchases();
select tests.purchase()::text;
create function pg_temp.finish(
    p_code integer, p_response text, p_error text default null,
    p_after text default null, p_is_last boolean default false, p_key uuid default null
) returns text
    language sql as $$
    select concat_ws(' ', f.outcome, extract(epoch from f.retry_after)::integer)
    from commerce.purchase_orders as o
    cross join lateral commerce.finish_purchase(
        o.id, coalesce(p_key, o.idempotency_key), p_code, p_error, p_after, p_response,
        p_is_last
    ) as f;
$$;
create view pg_temp.seen as
select
    o.status,
    o.fault,
    o.vendor_reference
from commerce.purchase_orders as o;
create temporary table t_key as
select o.idempotency_key as first from commerce.purchase_orders as o;

select is(
    pg_temp.finish(503, '', p_after => '30'), 'retry 30', 'a busy vendor is obeyed'
);
select is(
    pg_temp.finish(null, null, 'timeout: 15 s'), 'retry', 'no answer is not an end'
);
select is(pg_temp.finish(409, 'in progress'), 'retry', 'nor is a key that is in use');
select
    is(
        pg_temp.finish(200, '<html>'),
        'retry',
        'nor an answer that is not the vendor''s'
    );
select is(pg_temp.finish(202, ''), 'done', 'a vendor may acknowledge later');
select results_eq(
    $$ select * from pg_temp.seen $$, $$ values ('sent', null, null) $$,
    'so far nothing has changed'
);
select
    is(
        pg_temp.finish(500, 'oops', p_is_last => true),
        'failed',
        'until the last attempt'
    );
select results_eq(
    $$ select * from pg_temp.seen $$, $$ values ('failed', 'HTTP 500: oops', null) $$,
    'then the order says why'
);
select is(
    (select n.user_id from core.notifications as n),
    tests.user('bob'),
    'and who ordered is told'
);
select is(
    (select o.idempotency_key from commerce.purchase_orders as o),
    (select t.first from t_key as t), 'its key stays: an attempt may have arrived'
);
select is(
    pg_temp.finish(200, '{"reference": "A-1"}'), 'done', 'so a late answer counts'
);
select is(
    pg_temp.finish(200, '{"reference": "A-2"}') || pg_temp.finish(400, 'no'),
    'donedone',
    'whatever comes after it'
);
select results_eq(
    $$ select * from pg_temp.seen $$, $$ values ('acknowledged', null, 'A-1') $$,
    'changes nothing'
);

-- When: a vendor refuses an order.
update commerce.purchase_orders
set status = 'sent', acknowledged_at = null, vendor_reference = null;
select is(pg_temp.finish(422, 'Unknown SKU'), 'refused', 'a refusal is final');
select is(
    pg_temp.finish(
        200, '{"reference": "A-9"}', p_key => (select t.first from t_key as t)
    ),
    'done', 'an answer to a refused key counts no more'
);
select results_eq(
    $$ select * from pg_temp.seen $$,
    $$ values ('failed', 'HTTP 422: Unknown SKU', null) $$,
    'the order can be sent again, as another one'
);

select * from finish();
rollback;
