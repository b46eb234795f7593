-- Proves sql/seeds/core/invariants.sql.j2.
begin;
select plan(35);

set local role app_reader;
select is_empty(
    $$ select name from core.invariants
       where name in (
           'core.audit_seals_hold', 'core.audit_default_empty',
           'core.audited_triggers_enabled'
       )
       and (core.run_invariant(name)).violations <> 0 $$,
    'a new database keeps the invariants of audit'
);

-- Given: an audit trigger is disabled, and a sealed entry was changed.
reset role;
do $$ begin perform core.seal_audit(); end $$;
alter table core.settings disable trigger t80_audit_update;
alter table core.audit_entries disable trigger t20_refuse_change;
update core.audit_entries set role = 'x'
where true;

select is(
    (core.run_invariant('core.audited_triggers_enabled')).shown,
    '[{"table_name": "core.settings", "tgname": "t80_audit_update"}]',
    'a disabled audit trigger is named'
);
select is(
    (core.run_invariant('core.audit_seals_hold')).shown -> 0 ->> 'state',
    'entries changed', 'a broken seal is named'
);
select is(
    (
        select count(*) from core.invariants
        where name like 'core.audit%' and repair ~ '\.$'
    ), 3::bigint, 'each names its repair'
);

-- Given: an event of a type that no module lists.
do $$ begin
    perform core.emit('core.odd.happened', 'core:odd', '1', '{}');
end $$;
select is(
    (core.run_invariant('core.event_types_are_listed')).shown,
    '[{"type": "core.odd.happened"}]',
    'a type of events that is not listed is named'
);
delete from core.events
where true;

-- Given: a clean log and queue.
select is_empty(
    $$ select i.name
       from core.invariants as i
       cross join lateral core.run_invariant(i.name) as r
       where i.name in (
           'core.job_ends_once', 'core.job_states_agree', 'core.job_kind_known',
           'core.job_functions_exist', 'core.job_key_within_limit',
           'core.stream_versions_unbroken', 'core.stream_read_in_order',
           'core.consumers_within_log', 'core.partitions_ahead',
           'core.xids_of_this_cluster'
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
values (-1, 'core.t_lost', 'default', 'succeeded', '{}', 1, now(), '2100-01-01');
insert into core.events (type, topic, payload, stream, version, at, xid)
values
    ('core.thing.made', 'core:thing', '{}', 's', 1, now(), '9'),
    ('core.thing.made', 'core:thing', '{}', 's', 3, '2100-01-01', '8');
insert into core.event_consumers (name, xid, id, moved_at)
values ('core.t_reader', '1', 0, now());
insert into core.event_streams (stream, version, xid) values ('s2', 1, '9000000000');
update core.event_low_watermarks set xid = '2'
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
    ('core.xids_of_this_cluster', 1),
    ('core.partitions_ahead', 2)
) as n (name, found);

-- Given: a delivery that arrived.
create temporary table given as
select tests.make_webhook('ada') as id;
select tests.make_delivery((select id from given), 1)::text;
select core.finish_webhook(c.delivery_id, c.lease, 200, null, 1)
from core.claim_webhooks(gen_random_uuid(), 1) as c;

-- Break something, ask, and take it back.
create function pg_temp.broken_after(variadic p_damages text[])
    returns text[]
    language plpgsql
as $$
declare
    v_damage text;
    v_broken text[];
begin
    foreach v_damage in array p_damages loop
        execute v_damage;
    end loop;
    v_broken := array(
        select i.name
        from core.invariants as i
        where
            i.name like 'core.webhook%'
            and (select r.violations from core.run_invariant(i.name) as r) > 0
    );
    raise exception 'undo';
exception
    when raise_exception then
        return v_broken;
end;
$$;

select is(
    pg_temp.broken_after('select'), '{}'::text[],
    'what the functions made breaks no rule'
);
select is(
    pg_temp.broken_after('delete from core.webhook_circuits where true'),
    '{core.webhook_endpoints_complete}'::text[],
    'an endpoint without a circuit is found'
);
select is(
    pg_temp.broken_after(
        $$ update core.webhook_attempts set outcome = 'failed' where true $$
    ),
    '{core.webhook_deliveries_proven}'::text[],
    'a delivery that no attempt proves is found'
);
select is(
    pg_temp.broken_after('update core.webhook_deliveries set lease = 7 where true'),
    '{core.webhook_attempts_numbered}'::text[],
    'an attempt that is missing is found'
);
select is(
    pg_temp.broken_after(
        'select tests.make_delivery((select id from given), 2)',
        'select core.claim_webhooks(gen_random_uuid(), 1)',
        $$ select tests.set_clock(now() + interval '2 days') $$
    ),
    '{core.webhook_leases_rescued}'::text[],
    'an expired lease that no claim takes is found'
);

select is(
    (select r.violations from core.run_invariant('core.named_tables_exist') as r),
    0::bigint,
    'every table that a seed names is there'
);
insert into core.view_refreshes (view_name, refresh_every)
values ('core.t_gone', '1 hour');
select is(
    (select r.violations from core.run_invariant('core.named_tables_exist') as r),
    1::bigint,
    'a name without its table is found'
);
delete from core.view_refreshes
where view_name = 'core.t_gone';

select is(
    (select r.violations from core.run_invariant('core.temporary_is_revoked') as r),
    0::bigint,
    'PUBLIC makes no temporary objects'
);
do $$ begin
    execute format('grant temporary on database %I to public', current_database());
end $$;
select is(
    (select r.violations from core.run_invariant('core.temporary_is_revoked') as r),
    1::bigint,
    'a database where it may is found'
);

create function pg_temp.broken() returns setof text language sql as $$
    select i.name from core.invariants as i
    cross join lateral core.run_invariant(i.name) as r
    where
        i.name in (
            'core.rate_limits_can_be_read', 'core.limited_rpcs_can_count',
            'core.idempotency_keys_have_answers', 'core.caches_can_be_computed',
            'core.validation_rules_are_compiled', 'core.retention_in_one_place',
            'core.settings_fit_their_schema', 'core.health_thresholds_have_checks'
        )
        and r.violations > 0
    order by 1
$$;
select is_empty($$ select pg_temp.broken() $$, 'a fresh installation violates none');

-- Given: one violation of each. Triggers refuse the values today.
alter table core.settings disable trigger user;
update core.settings set value = '{"core.gone": {"warn": 1}}'
where name = 'core.health_thresholds';
update core.settings set value = '-1'
where name = 'core.trusted_proxies';
update core.settings set value = '{"requests": 0}'
where name = 'core.rate_limits.anon';
update core.settings set value = '["no_such_rpc"]'
where name = 'core.access_log.rpcs';
insert into core.idempotency_keys values ('t.f', 'ada', 'k', '', null, now(), now());
insert into core.caches (name, function_name, setting, description)
values ('core.pots', 'core.no_such_function', 'core.no_such_setting', 'Pots.');
create function core.check_pot(p_record jsonb) returns text
    language sql stable as $$ select null::text $$;
insert into core.validation_rules (entity, name, kind, argument, message)
values ('core.pot', 'r', 'custom', '{"function": "core.check_pot"}', '-');
drop function core.check_pot(jsonb);
update core.partitioned_tables set keep = '1 day'
where table_name = 'core.access_log';
select set_eq(
    $$ select pg_temp.broken() $$,
    array[
        'core.settings_fit_their_schema', 'core.health_thresholds_have_checks',
        'core.caches_can_be_computed', 'core.idempotency_keys_have_answers',
        'core.limited_rpcs_can_count', 'core.rate_limits_can_be_read',
        'core.retention_in_one_place', 'core.validation_rules_are_compiled'
    ],
    'each is found when it is violated'
);

create function core.t_broken(p_name text)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select r.violations from core.run_invariant(p_name) as r
$$;

-- Given: an operation of one item that waits for its job.
insert into core.operation_kinds (kind, chunk_function, description)
values ('core.t_kind', 'core.t_chunk', 'Nothing.');
insert into core.operations (id, kind, total, created_at, progressed_at)
overriding system value values (-1, 'core.t_kind', 1, now(), now());
insert into core.operation_chunks (operation_id, number, first_item, items)
values (-1, 1, 1, '[1]');
do $$ begin perform core._enqueue_operation(-1, 1); end $$;
select
    is(
        core.t_broken('core.operations_add_up'),
        0::bigint,
        'nothing is tried, nothing counted'
    );
select is(core.t_broken('core.operation_errors_counted'), 0::bigint, 'nothing failed');
select is(core.t_broken('core.operations_have_a_job'), 0::bigint, 'its job is there');
select is(
    core.t_broken('core.views_registered'), 0::bigint, 'every view is registered'
);

update core.operations set failed = 1
where id = -1;
select is(core.t_broken('core.operations_add_up'), 1::bigint, 'a wrong count is found');
select is(
    core.t_broken('core.operation_errors_counted'), 1::bigint, 'so is a missing error'
);
delete from core.jobs
where true;
select is(
    core.t_broken('core.operations_have_a_job'), 1::bigint,
    'an operation without a job is found'
);
create materialized view core.t_view as select 1 as n;
select is(
    core.t_broken('core.views_registered'), 1::bigint, 'so is a view without watch'
);

select * from finish();
rollback;
