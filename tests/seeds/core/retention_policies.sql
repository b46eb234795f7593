-- Proves sql/seeds/core/retention_policies.sql.j2.
begin;
select plan(6);

select is_empty(
    $$ select p.table_name from core.retention_policies as p
       where not exists (
           select from pg_catalog.pg_attribute as a
           where
               a.attrelid = to_regclass(p.table_name)
               and a.attname = p.column_name
               and a.atttypid = 'timestamptz'::regtype
       ) $$,
    'every policy names a table that exists and a time of its rows'
);
select is_empty(
    $$ select p.table_name from core.retention_policies as p
       cross join lateral core.apply_retention(p.table_name, p_is_dry_run => true) as r
       where r.outcome <> 'done' $$,
    'every policy can be run'
);
select is_empty(
    $$ select p.table_name from core.retention_policies as p
       inner join core.partitioned_tables as t on p.table_name = t.table_name
       where t.keep is not null $$,
    'no table forgets in two places'
);

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
insert into core.webhook_sources (name, job_kind, created_at)
values ('pms', 'a.b', now());
insert into core.webhook_receipts (source, message_id, headers, body, received_at)
values ('pms', '1', '{}', '', '2030-01-29'), ('pms', '2', '{}', '', '2030-02-28');
do $$ begin
    perform core.apply_retention('core.webhook_deliveries');
    perform core.apply_retention('core.webhook_receipts');
end $$;

select results_eq(
    $$ select d.event_id from core.webhook_deliveries as d order by 1 $$,
    $$ values (2::bigint), (3) $$,
    'a delivery that ended more than 30 days ago goes; a pending one stays'
);
select results_eq(
    'select message_id from core.webhook_receipts', $$ values ('2') $$,
    'and so do receipts'
);

-- Given: requests of two weeks ago and later.
insert into core.request_counts (started_at, rpc, status, requests, took_ms)
values
('2030-02-14 23:55+00', 'health', 200, 1, 1),
('2030-02-15 00:00+00', 'health', 200, 2, 1);
select is(
    (core.apply_retention('core.request_counts')).rows, 1::bigint,
    'counts of requests are kept for 14 days'
);

select * from finish();
rollback;
