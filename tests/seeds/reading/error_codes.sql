-- Proves sql/seeds/reading/error_codes.sql.j2.
begin;
select plan(1);

select set_eq(
    $$ select key, sqlstate from core.error_codes where starts_with(key, 'reading.') $$,
    $$ values
        ('reading.invalid_edits', 'PT422'),
        ('reading.too_many_edits', 'PT422'),
        ('reading.unknown_policy', 'PT422'),
        ('reading.invalid_progress', 'PT422'),
        ('reading.unknown_series', 'PT404') $$,
    'the errors of reading, with their status'
);

select * from finish();
rollback;
