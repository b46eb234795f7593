-- Proves functions/core/prune_webhooks.sql.
begin;
select plan(3);

-- Given: an old and a new delivery that are done, an old one that is pending, receipts.
select tests.set_clock('2030-03-01 00:00+00');
create temporary table given as
select tests.make_webhook('ada') as id;
select tests.make_delivery((select id from given), n)::text
from generate_series(1, 3) as n;
update core.webhook_deliveries
set status = 'failed', finished_at = case event_id
    when 1 then '2030-01-29 23:59+00' else '2030-01-30 00:00+00'
end::timestamptz
where event_id < 3;
insert into core.webhook_sources (name, job_kind, created_at) values (
    'pms', 'a.b', now()
);
insert into core.webhook_receipts (source, message_id, headers, body, received_at)
values ('pms', '1', '{}', '', '2030-01-29'), ('pms', '2', '{}', '', '2030-02-28');

select is(
    core.prune_webhooks(null::core.jobs), 2,
    'what is finished and older than 30 days goes'
);
select results_eq(
    $$ select d.event_id from core.webhook_deliveries as d order by 1 $$,
    $$ values (2::bigint), (3) $$,
    'what is newer or pending stays'
);
select results_eq(
    'select message_id from core.webhook_receipts', $$ values ('2') $$,
    'and so do receipts'
);

select * from finish();
rollback;
