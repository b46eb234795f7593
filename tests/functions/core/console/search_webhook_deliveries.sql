-- Proves functions/core/console/search_webhook_deliveries.sql.
begin;
select plan(5);

-- Given: a pending delivery for ada, and a failed one for bob.
delete from core.webhook_endpoints
where true;
create temporary table given as
select
    tests.make_webhook('ada') as ada,
    tests.make_webhook('bob') as bob;
grant select on given to authenticated;
do $do$
begin
    perform tests.make_delivery(g.ada, 1), tests.make_delivery(g.bob, 2) from given as g;
end;
$do$;
update core.webhook_deliveries
set status = 'failed', last_outcome = 'refused', finished_at = core.now()
where event_id = 2;
create function pg_temp.events(p_page jsonb) returns text
    language sql
    return (
        select string_agg(t.i ->> 'event_id', ' ' order by t.n)
        from jsonb_array_elements(p_page -> 'items') with ordinality as t (i, n)
    );
grant execute on function pg_temp.events(jsonb) to authenticated;

select tests.login_as(tests.user('eve'), 'admin');
select is(
    pg_temp.events(core.search_webhook_deliveries()), '2 1', 'the newest come first'
);
select results_eq(
    $$ select
           pg_temp.events(core.search_webhook_deliveries(g.ada)),
           pg_temp.events(core.search_webhook_deliveries(null, 'failed'))
       from given as g $$,
    $$ values ('1', '2') $$, 'a webhook and a status narrow'
);
select is(
    pg_temp.events(
        core.search_webhook_deliveries(
            p_after => core.search_webhook_deliveries(p_page_size => 1) ->> 'next'
        )
    ),
    '1', 'the cursor leads to the rest'
);
select is(
    tests.refusal($$ select core.search_webhook_deliveries(null, 'lost') $$) ->> 'key',
    'core.invalid_argument', 'another status is refused'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.search_webhook_deliveries() $$) ->> 'key',
    'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
