-- Proves sql/seeds/core/invariants_jobs.sql.
begin;
select plan(10);

-- Given: a clean log and queue.
select is_empty(
    $$ select i.name
       from core.invariants as i
       cross join lateral core.run_invariant(i.name) as r
       where i.name in (
           'core.job_ends_once', 'core.job_states_agree', 'core.job_kind_known',
           'core.job_functions_exist', 'core.job_key_within_limit',
           'core.stream_versions_unbroken', 'core.stream_read_in_order',
           'core.consumers_within_log', 'core.partitions_ahead'
       ) and r.violations > 0 $$,
    'all hold in a new installation'
);

-- When: each is broken by hand.
insert into core.job_kinds (kind, handler, sql_function, description)
values ('core.t_lost', 'sql', 'core.t_nowhere', 'Its function is missing.');
insert into core.jobs (
    id, kind, run_at, max_attempts, enqueued_at, status, leased_by, lease_expires_at,
    concurrency_key
)
overriding system value
values
    (-1, 'core.t_lost', now(), 1, now(), 'ready', gen_random_uuid(), now(), 'k'),
    (-2, 'core.t_lost', now(), 1, now(), 'ready', gen_random_uuid(), now(), 'k'),
    (-3, 'core.t_unheard_of', now(), 1, now(), 'waiting', null, null, null);
insert into core.finished_jobs (
    id, kind, queue, outcome, payload, attempts, enqueued_at, finished_at
)
values (-1, 'core.t_lost', 'default', 'succeeded', '{}', 1, now(), now());
insert into core.events (type, topic, payload, stream, version, at, xid)
values
    ('core.thing.made', 'core:thing', '{}', 's', 1, now(), '9'),
    ('core.thing.made', 'core:thing', '{}', 's', 3, now(), '8');
insert into core.event_consumers (name, xid, id, moved_at)
values ('core.t_reader', '1', 0, now());
update core.event_horizons set xid = '2'
where true;

select is(
    (select r.violations from core.run_invariant(n.name) as r), n.found,
    format('%s sees what broke it', n.name)
)
from (
    values
    ('core.job_ends_once', 1::bigint),
    ('core.job_states_agree', 1),
    ('core.job_kind_known', 1),
    ('core.job_functions_exist', 1),
    ('core.job_key_within_limit', 1),
    ('core.stream_versions_unbroken', 1),
    ('core.stream_read_in_order', 1),
    ('core.consumers_within_log', 1),
    ('core.partitions_ahead', 2)
) as n (name, found);

select * from finish();
rollback;
