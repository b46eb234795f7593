-- Proves sql/seeds/master/error_codes.sql.j2.
begin;
select plan(1);

select set_eq(
    $$ select key, sqlstate from core.error_codes where starts_with(key, 'master.') $$,
    $$ values
        ('master.category_cycle', 'PT422'),
        ('master.invalid_brand', 'PT422'),
        ('master.invalid_category', 'PT422'),
        ('master.invalid_place', 'PT422'),
        ('master.invalid_release', 'PT422') $$,
    'the errors of master, with their status'
);

select * from finish();
rollback;
