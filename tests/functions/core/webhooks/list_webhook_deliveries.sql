-- Proves functions/core/webhooks/list_webhook_deliveries.sql.
begin;
select plan(10);

-- Given: ada's endpoint has three deliveries, the first was sent.
create temporary table given as
select tests.make_webhook('ada') as id;
grant select on given to authenticated;
create temporary table made as
select
    n,
    tests.make_delivery((select id from given), n) as id
from generate_series(1, 3) as n;
grant select on made to authenticated;
update core.webhook_circuits set tokens = 1, refilled_at = now()
where true;
select core.finish_webhook(
    c.delivery_id,
    c.lease,
    200,
    null,
    12,
    null,
    'thanks',
    encode(sha256('thanks'), 'hex')
)
from core.claim_webhooks(gen_random_uuid(), 1) as c;

select tests.login_as(tests.user('ada'));
select results_eq(
    $$ select (i ->> 'event_id')::int, i ->> 'status', i ->> 'message_id'
       from given as g, jsonb_array_elements(
           core.list_webhook_deliveries(g.id) -> 'items'
       ) with ordinality as t (i, n)
       order by n $$,
    $$ values
        (3, 'pending', 'evt_3'), (2, 'pending', 'evt_2'), (1, 'delivered', 'evt_1') $$,
    'deliveries are listed newest first'
);
select results_eq(
    $$ select
           (i #>> '{last_attempt,status_code}')::int, i #>> '{last_attempt,response}',
           i #>> '{last_attempt,outcome}', (i ->> 'attempts')::int
       from given as g, jsonb_array_elements(
           core.list_webhook_deliveries(g.id, 'delivered') -> 'items'
       ) as i $$,
    $$ values (200, 'thanks', 'delivered', 1) $$,
    'each with its latest attempt; status narrows'
);
select results_eq(
    $$ with first as (
           select core.list_webhook_deliveries(g.id, null, null, 2) as page from given as g
       )
       select jsonb_array_length(f.page -> 'items'), s.page #>> '{items,0,event_id}',
           s.page ->> 'next'
       from given as g, first as f,
           core.list_webhook_deliveries(g.id, null, f.page ->> 'next', 2) as s (page) $$,
    $$ values (2, '1', null) $$,
    'a cursor leads to the rest, and the last page has none'
);
select is(
    tests.refusal(format(
        'select core.list_webhook_deliveries(%L, %L, %L, %L)',
        (select g.id from given as g), t.status, t.cursor, t.page_size
    )) ->> 'key',
    t.key,
    format('%s is refused', t.key)
)
from (
    values
    ('core.invalid_page_size', null, null, 0),
    ('core.invalid_page_size', null, null, null),
    ('core.invalid_page_size', null, null, 501),
    ('core.invalid_argument', 'late', null, 50),
    ('core.invalid_cursor', null, 'x', 50),
    ('core.invalid_cursor', null, core.write_cursor('core.list_history', '{1}'), 50)
) as t (key, status, cursor, page_size);
select tests.login_as(tests.user('eve'));
select is(
    tests.refusal(
        format('select core.list_webhook_deliveries(%L)', (select id from given))
    ) ->> 'key',
    'core.webhook_not_found',
    'a user cannot list another''s deliveries'
);

select * from finish();
rollback;
