-- Proves sql/seeds/core/invariants_rest.sql.
begin;
select plan(2);

create function pg_temp.broken() returns setof text language sql as $$
    select i.name from core.invariants as i
    cross join lateral core.run_invariant(i.name) as r
    where
        i.name in (
            'core.rate_limits_can_be_read', 'core.limited_rpcs_can_count',
            'core.idempotency_keys_have_answers', 'core.caches_can_be_computed',
            'core.validation_rules_are_compiled', 'core.retention_in_one_place'
        )
        and r.violations > 0
    order by 1
$$;
select is_empty($$ select pg_temp.broken() $$, 'a fresh installation violates none');

-- Given: one violation of each.
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
        'core.caches_can_be_computed', 'core.idempotency_keys_have_answers',
        'core.limited_rpcs_can_count', 'core.rate_limits_can_be_read',
        'core.retention_in_one_place', 'core.validation_rules_are_compiled'
    ],
    'each is found when it is violated'
);

select * from finish();
rollback;
