-- Proves sql/seeds/core/error_codes.sql.
begin;
select plan(3);

select is_empty(
    $$ select key from core.error_codes
       where hint !~ '^[A-Z].*\.$' $$,
    'every remedy is a sentence'
);
select set_has(
    $$ select key, sqlstate from core.error_codes $$,
    $$ values
        ('core.invalid_argument', 'PT422'),
        ('core.invalid_cursor', 'PT422'),
        ('core.invalid_page_size', 'PT422'),
        ('core.not_permitted', 'PT403') $$,
    'the errors that every module shares are there, with their status'
);
select is_empty(
    $$ select e.key from core.error_codes as e
       where to_regnamespace(split_part(e.key, '.', 1)) is null $$,
    'every key begins with a module that exists'
);

select * from finish();
rollback;
