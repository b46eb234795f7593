-- Proves sql/seeds/core/error_codes_rest.sql.
begin;
select plan(1);

select set_has(
    $$ select key, sqlstate from core.error_codes $$,
    $$ values
        ('core.rate_limited', 'PT429'), ('core.token_revoked', 'PT401'),
        ('core.post_only', 'PT405'), ('core.idempotency_key_reused', 'PT422'),
        ('core.idempotency_key_in_use', 'PT409'), ('core.invalid_record', 'PT422') $$,
    'limits, tokens, repeats and records have their errors'
);

select * from finish();
rollback;
