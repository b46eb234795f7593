-- Proves sql/seeds/core/error_codes_hooks.sql.
begin;
select plan(1);

select set_has(
    $$ select key, sqlstate from core.error_codes $$,
    $$ values
        ('core.webhook_not_found', 'PT404'),
        ('core.webhook_refused', 'PT401'),
        ('core.webhook_too_large', 'PT413'),
        ('core.webhook_disabled', 'PT409') $$,
    'the errors of webhooks are there, with their status'
);

select * from finish();
rollback;
