-- Proves functions/core/webhooks/fan_out_webhooks.sql.
begin;
select plan(8);

-- Given: what was there is committed; ada listens to shows, eve to everything, bob is
-- disabled.
do $$
begin
    perform tests.make_webhook('ada', 'concerts.show.*');
    perform tests.make_webhook('eve');
    perform tests.make_webhook('bob');
end;
$$;
update core.webhook_endpoints set status = 'disabled', status_reason = 'owner'
where owner_id = tests.user('bob');
-- Nothing that this transaction wrote is below its own xmin: read_events is replaced.
create or replace function core.read_events(p_consumer text, p_limit integer)
    returns setof core.events
    language sql volatile security definer set search_path = pg_catalog, pg_temp
    as $$ select e.* from core.events as e order by e.xid, e.id limit p_limit $$;
delete from core.events
where true;
select
    core.emit('concerts.show.moved', 'concerts:show:1', '1', '{"v": 1}')::text as show,
    core.emit('concerts.setlist.changed', 'concerts:setlist:1', '1', '{"v": 1}')::text
        as setlist,
    core.emit('core.audit.sealed', 'core:audit', null, '{"v": 1}')::text as seal;

set local role app_worker;
select is(
    core.fan_out_webhooks('core.webhooks', 100), 3,
    'every event that was read counts'
);
reset role;
select results_eq(
    $$ select u.email::text, d.event_type, d.status, d.step
       from core.webhook_deliveries as d
       inner join core.webhook_endpoints as e on d.endpoint_id = e.id
       inner join auth.users as u on e.owner_id = u.id
       order by 1, 2 $$,
    $$ values
        ('ada@example.invalid', 'concerts.show.moved', 'pending', 0),
        ('eve@example.invalid', 'concerts.setlist.changed', 'pending', 0),
        ('eve@example.invalid', 'concerts.show.moved', 'pending', 0) $$,
    'active endpoints get the types they want of topics their owner may read'
);
select is(
    core.fan_out_webhooks('core.webhooks', 100), 3,
    'an event that comes again'
);
select is(
    (select count(*) from core.webhook_deliveries), 3::bigint,
    'is not delivered twice'
);
select is(
    (
        select array_agg(distinct d.topic order by d.topic)
        from core.webhook_deliveries as d
    ),
    '{concerts:setlist:1,concerts:show:1}'::text[],
    'each delivery keeps its topic'
);
delete from auth.users
where id = md5('eve')::uuid;
delete from core.webhook_deliveries
where event_type = 'concerts.setlist.changed';
set local role app_worker;
select core.fan_out_webhooks('core.webhooks', 100)::text;
reset role;
select results_eq(
    $$ select e.status, e.status_reason from core.webhook_endpoints as e
       where e.owner_id = md5('eve')::uuid $$,
    $$ values ('disabled', 'owner_gone') $$,
    'the endpoint of a user who is gone is disabled and says why'
);
select results_eq(
    $$ select d.event_type, d.status, d.last_outcome
       from core.webhook_deliveries as d
       inner join core.webhook_endpoints as e on d.endpoint_id = e.id
       where e.owner_id = md5('eve')::uuid $$,
    $$ values ('concerts.show.moved', 'failed', 'owner_gone') $$,
    'its pending deliveries end, and no new one is made'
);
set local role authenticated;
select throws_ok(
    $$ select core.fan_out_webhooks('core.webhooks', 1) $$, '42501', null,
    'only the worker fans out'
);

select * from finish();
rollback;
