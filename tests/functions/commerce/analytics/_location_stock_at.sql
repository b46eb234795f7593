-- Proves functions/commerce/analytics/_location_stock_at.sql.
begin;
select plan(2);

-- Given: stock of January, of which some is sold; January is folded.
select tests.sold_stock();
create function pg_temp.stock(p_day date) returns text[] language sql as $$
    select array_agg(format('%s %s', l.code, s.quantity) order by l.code)
    from commerce._location_stock_at(p_day) as s
    inner join commerce.locations as l on s.location_id = l.id
$$;

select is(pg_temp.stock('2026-01-06'), '{"MAIN 30","SHOP 6"}', 'days of the month');
select is(
    pg_temp.stock('2026-02-03'), '{"MAIN 27","SHOP 5"}',
    'months before, and what is not folded'
);

select * from finish();
rollback;
