-- Proves functions/core/console/list_webhook_endpoints.sql.
begin;
select plan(3);

-- Given: webhooks of two users, one with two pending deliveries.
delete from core.webhook_endpoints
where true;
create temporary table given as
select
    tests.make_webhook('ada') as ada,
    tests.make_webhook('bob') as bob;
grant select on given to authenticated;
do $do$
begin
    perform tests.make_delivery(g.ada, n)
    from given as g, generate_series(1, 2) as n;
end;
$do$;

select tests.login_as(tests.user('eve'), 'admin');
select results_eq(
    $$ select
           (i ->> 'owner_id')::uuid, (i ->> 'pending')::int, i ->> 'circuit', i ? 'secret'
       from jsonb_array_elements(core.list_webhook_endpoints() -> 'items') as i
       order by 2 desc $$,
    $$ values
        (tests.user('ada'), 2, 'closed', false),
        (tests.user('bob'), 0, 'closed', false) $$,
    'the webhooks of all users are listed, without secrets'
);
select results_eq(
    $$ with first as (select core.list_webhook_endpoints(null, 1) as page)
       select jsonb_array_length(f.page -> 'items'), jsonb_array_length(s.page -> 'items')
       from first as f, core.list_webhook_endpoints(f.page ->> 'next') as s (page) $$,
    $$ values (1, 1) $$,
    'the cursor leads to the rest'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.list_webhook_endpoints() $$) ->> 'key',
    'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
