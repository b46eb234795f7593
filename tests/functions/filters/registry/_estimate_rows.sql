-- Proves functions/filters/registry/_estimate_rows.sql.
begin;
select plan(1);

-- Given: the counted shop.
select tests.counted_shop();

analyze t_shop.lines;
select is(
    filters._estimate_rows('t_shop.lines'), 4::numeric, 'as ANALYZE found them'
);

select * from finish();
rollback;
