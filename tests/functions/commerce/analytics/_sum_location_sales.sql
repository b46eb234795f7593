-- Proves functions/commerce/analytics/_sum_location_sales.sql.
begin;
select plan(2);

-- Given: sales of January, folded, and of February, not folded.
select tests.sold_stock();
create function pg_temp.sums(p_since date, p_until date) returns text[]
    language sql as $$
    select array_agg(format('%s %s %s', l.code, s.quantity, s.amount_minor) order by l.code)
    from commerce._sum_location_sales(p_since, p_until) as s
    inner join commerce.locations as l on s.location_id = l.id
$$;

select is(
    pg_temp.sums('2026-01-01', '2026-02-28'), '{"MAIN 8 800","SHOP 3 300"}',
    'whole months, and what is not folded'
);
select is(
    pg_temp.sums('2026-01-06', '2026-02-02'), '{"MAIN 3 300","SHOP 1 100"}',
    'parts of months'
);

select * from finish();
rollback;
