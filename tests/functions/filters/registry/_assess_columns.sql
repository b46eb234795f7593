-- Proves functions/filters/registry/_assess_columns.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

insert into t_shop.lines (id, colour)
select
    n as id,
    'c' || n % 5 as colour
from generate_series(10, 200) as n;
create temporary table t_judged as
select * from filters._assess_columns('t_shop.lines');
select cmp_ok(
    (select score from t_judged
    where column_name = 'colour'), '>',
    (select score from t_judged
    where column_name = 'id'), 'few values are better than a key'
);
select is(
    (select samples from filters._assess_columns('t_shop.lines')
     where column_name = 'size'),
    array['S', 'M'], 'with samples, the most frequent first'
);

select * from finish();
rollback;
