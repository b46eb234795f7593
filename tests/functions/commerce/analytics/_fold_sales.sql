-- Proves functions/commerce/analytics/_fold_sales.sql.
begin;
select plan(4);

-- Given: sales of three months, folded in two ranges, the second one back-dated.
select tests.small_stock();
create function pg_temp.fold(p_at timestamptz, p_quantity integer) returns void
    language sql as $$
    select commerce._fold_sales(int8range(s.id, s.id, '[]'))
    from commerce._record_sales(array[
        tests.sale('SHIRT-S', 'MAIN', p_quantity, p_at)
    ]) as s
$$;
do $$
begin
    perform pg_temp.fold('2026-01-05Z', 1);
    perform pg_temp.fold('2026-03-05Z', 4);
    perform pg_temp.fold('2026-02-10Z', 2);
    perform pg_temp.fold('2026-03-05Z', -1);
end;
$$;

select results_eq(
    $$ select s.starts_on, s.quantity, s.amount_minor from commerce.sales_sums as s
       where s.kind = 'day' order by s.starts_on $$,
    $$ values (date '2026-01-05', 1::bigint, 100::bigint), ('2026-02-10', 2, 200),
              ('2026-03-05', 3, 300) $$,
    'each sale is in the sum of its day'
);
select set_eq(
    $$ select s.kind, s.starts_on, s.quantity from commerce.sales_sums as s
       where s.kind <> 'day' $$,
    $$ values ('total_day', date '2026-01-05', 1::bigint),
              ('total_day', '2026-02-10', 2), ('total_day', '2026-03-05', 3),
              ('location_month', '2026-01-01', 1), ('location_month', '2026-02-01', 2),
              ('location_month', '2026-03-01', 3) $$,
    'and in those of all and of its location'
);
select results_eq(
    $$ select h.months, h.quantities, h.amounts_minor
       from commerce.sales_histories as h $$,
    $$ values ('{2026-01-01,2026-02-01,2026-03-01}'::date[], '{1,3,6}'::bigint[],
               '{100,300,600}'::bigint[]) $$,
    'a month that comes late raises the totals behind it'
);
do $$
begin
    perform commerce._fold_sales(int8range(s.id, s.id, '[]'))
    from commerce._record_sales(array[
        tests.sale('MUG', 'SHOP', 1, '2026-01-05Z')
    ]) as s;
end;
$$;
select is(
    (select count(*) from commerce.sales_histories as h
        where h.quantities[1] = 1),
    2::bigint, 'each variant has a history of its own'
);

select * from finish();
rollback;
