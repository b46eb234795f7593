-- Proves functions/filters/registry/_guess_parents.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

insert into t_shop.lines (id, colour, size)
select
    n as id,
    'c' || n % 20 as colour,
    's' || n % 4 as size
from generate_series(10, 400) as n;
delete from t_shop.lines
where id < 5;
select results_eq(
    $$ select * from filters._guess_parents('t_shop.lines', '{2,3}') $$,
    $$ values (2::bigint, 3::bigint) $$, 'each colour has one size'
);
select is_empty(
    $$ select filters._guess_parents('t_shop.lines', '{}') $$, 'of nothing nothing'
);

select * from finish();
rollback;
