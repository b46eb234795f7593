-- Proves functions/filters/counters/_is_indexed.sql.
begin;
select plan(4);

-- Given: the counted shop.
select tests.counted_shop();
create function pg_temp.is_indexed(p_name text)
    returns boolean
    language sql
as $$
    select filters._is_indexed(d)
    from filters.dimensions as d
    where d.name = p_name
$$;
create index lines_size_colour_idx on t_shop.lines (size, colour);

select is(pg_temp.is_indexed('size'), true, 'an index begins with the column');
select is(pg_temp.is_indexed('colour'), false, 'an index only ends with it');
create index lines_colour_idx on t_shop.lines (colour)
where id > 1;
select is(pg_temp.is_indexed('colour'), false, 'a partial index has not all rows');
update filters.dimensions
set column_name = 'facts', json_path = '{a}'
where name = 'size';
select is(pg_temp.is_indexed('size'), false, 'a path is not a column');

select * from finish();
rollback;
