-- Proves functions/core/settings/tg_settings__check_thresholds.sql.
begin;
select plan(4);

create function pg_temp.set_thresholds(p_value jsonb) returns void language sql as $$
    update core.settings set value = p_value where name = 'core.health_thresholds'
$$;

select lives_ok(
    $$ select pg_temp.set_thresholds(
           '{"core.queue_age": {"warn": 5, "fail": null}}'
       ) $$,
    'a check that exists gets thresholds'
);
select ok(
    tests.refusal(
        $$ select pg_temp.set_thresholds(
               '{"core.queue_age": {}, "core.queue_agee": {}}'
           ) $$
    )::text ~ 'do not exist: core.queue_agee[.]',
    'a misspelt one is refused by name'
);
select throws_ok(
    $$ select pg_temp.set_thresholds('{"core.queue_age": {"wran": 5}}') $$,
    'PT422', 'core.invalid_argument', 'and so is a misspelt threshold'
);
select is(
    core.setting('core.health_thresholds'),
    '{"core.queue_age": {"warn": 5, "fail": null}}'::jsonb,
    'what is refused changes nothing'
);

select * from finish();
rollback;
