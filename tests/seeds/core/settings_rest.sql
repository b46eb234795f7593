-- Proves sql/seeds/core/settings_rest.sql.
begin;
select plan(2);

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

select * from finish();
rollback;
