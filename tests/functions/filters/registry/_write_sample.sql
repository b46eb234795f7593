-- Proves functions/filters/registry/_write_sample.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    filters._write_sample('t_shop.lines', 10), 'select * from t_shop.lines  limit 10',
    'the first rows of a small table'
);
insert into t_shop.lines (id) select n from generate_series(10, 1000) as n;
analyze t_shop.lines;
select matches(
    filters._write_sample('t_shop.lines', 10), 'tablesample system \(4\.',
    'pages of a big one'
);

select * from finish();
rollback;
