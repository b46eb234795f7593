-- Proves sql/seeds/core/error_codes_watch.sql.
begin;
select plan(1);

select set_has(
    $$ select key, sqlstate from core.error_codes $$,
    $$ values
        ('core.unknown_view', 'PT404'),
        ('core.unknown_operation_kind', 'PT422'),
        ('core.operation_not_found', 'PT404'),
        ('core.operation_finished', 'PT409'),
        ('core.too_many_operations', 'PT429') $$,
    'the errors of watching and bulk work are there, with their status'
);

select * from finish();
rollback;
