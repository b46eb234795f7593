-- Proves sql/seeds/core/settings.sql.j2.
begin;
select plan(9);

select is(
    core.setting('core.schedule_grace_seconds'), '300'::jsonb,
    'a tick counts as missed after five minutes'
);

select is(
    (
        select sum(s.value::bigint)
        from jsonb_array_elements_text(core.setting('core.webhook_ladder_seconds')) as s
    ),
    272105::numeric,
    'the ladder takes 75 hours and 35 minutes in all'
);
select results_eq(
    $$ select core.setting('core.webhook_ports'),
           core.setting('core.webhook_allowed_networks') $$,
    $$ values ('[80, 443]'::jsonb, '[]'::jsonb) $$,
    'two ports and only public networks are allowed by default'
);
select is(
    core.setting('core.webhook_tolerance_seconds'), '300'::jsonb,
    'an incoming message may be five minutes off'
);

select is(
    core.setting('core.rate_limits.anon'), '{"requests": 30, "seconds": 60}'::jsonb,
    'an anonymous address has 30 requests a minute unless an operator says otherwise'
);
select is_empty(
    $$ select name from core.settings
       where
           name ~ '^core.rate_limits.(anon|authenticated|service_role)$'
           and not core._is_rate_limit(default_value) $$,
    'every default can be read as a limit'
);

select set_has(
    $$ select name, default_value from core.settings $$,
    $$ values
        ('core.health_thresholds', '{}'::jsonb),
        ('core.health_budget_ms', '2000'),
        ('core.health_live_ms', '250'),
        ('core.alert_hold_seconds', '60'),
        ('core.operations_per_minute', '10'),
        ('core.operations_at_once', '3'),
        ('core.operation_slice_ms', '1000') $$,
    'every setting of watching and bulk work has its default'
);

select is_empty(
    $$ select name from core.settings
       where
           value_schema is not null
           and core._schema_fault(value_schema) is not null
           or core._schema_errors(value_schema, default_value) <> '{}' $$,
    'every schema can be checked, and the default fits'
);
select is_empty(
    $$ select name from core.settings
       where
           is_changeable
           and name ~ '(networks|ports|prox|rate_limits|access_log|_url|origins)' $$,
    'what guards the installation does not change over the API'
);

select * from finish();
rollback;
