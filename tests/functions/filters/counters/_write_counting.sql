-- Proves functions/filters/counters/_write_counting.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select matches(
    filters._write_counting('t_shop.lines'), '''size''.*r\.colour.*r\.size',
    'a dimension is read with its parent'
);
select is(filters._write_counting('t_shop.colours'), null, 'nothing is counted');

select * from finish();
rollback;
