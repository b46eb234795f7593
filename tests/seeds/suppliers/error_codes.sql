-- Proves sql/seeds/suppliers/error_codes.sql.j2.
begin;
select plan(1);

select set_eq(
    $$ select key, sqlstate from core.error_codes
       where starts_with(key, 'suppliers.') $$,
    $$ values ('suppliers.not_found', 'PT404') $$,
    'the errors of suppliers, with their status'
);

select * from finish();
rollback;
