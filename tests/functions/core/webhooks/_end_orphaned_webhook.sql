-- Proves functions/core/webhooks/_end_orphaned_webhook.sql.
begin;
select plan(3);

-- Given: one delivery waits, one is under way, one arrived.
create temporary table given as select tests.make_webhook('ada') as id;
select tests.make_delivery(g.id, n)::text from given as g, generate_series(1, 3) as n;
update core.webhook_deliveries
set leased_by = tests.user('w'), leased_until_at = core.now() + interval '1 minute'
where event_id = 2;
update core.webhook_deliveries
set status = 'delivered', last_outcome = 'delivered', finished_at = core.now()
where event_id = 3;

select core._end_orphaned_webhook(id)::text from given;
select results_eq(
    $$ select e.status, e.status_reason from core.webhook_endpoints as e $$,
    $$ values ('disabled', 'owner_gone') $$,
    'the endpoint is disabled and says why'
);
select results_eq(
    $$ select d.status, d.last_outcome, d.leased_by is null
       from core.webhook_deliveries as d order by d.event_id $$,
    $$ values ('failed', 'owner_gone', true), ('failed', 'owner_gone', true),
       ('delivered', 'delivered', true) $$,
    'what was pending has ended for that reason'
);
select is(
    (
        select e.payload ->> 'reason'
        from core.events as e
        where e.type = 'core.webhook.disabled'
    ),
    'owner_gone', 'the event says so too'
);

select * from finish();
rollback;
