-- Proves functions/commerce/analytics/_sale_postings.sql.
begin;
select plan(4);

-- Given: 20 large shirts in 4 buckets of 5.
select tests.small_stock();
do $$
begin
    perform tests.login_as(tests.user('dan'), 'admin');
    perform commerce.split_stock('SHIRT-L', 'MAIN', 4);
    reset role;
end;
$$;

create function pg_temp.postings(variadic p_sales commerce.sales[])
    returns table (type text, bucket smallint, quantity integer, sold_at timestamptz)
    language sql as $$
    select
        (p.posting).type,
        coalesce((p.posting).from_bucket, (p.posting).to_bucket),
        (p.posting).quantity,
        p.sold_at
    from commerce._sale_postings(p_sales) as p
    order by p.sold_at, 2
$$;

select results_eq(
    $$ select * from pg_temp.postings(
           tests.sale('SHIRT-L', 'MAIN', 4, '2026-01-02Z'),
           tests.sale('SHIRT-L', 'MAIN', 3, '2026-01-03Z')
       ) $$,
    $$ values
       ('sell', 0::smallint, 4, timestamptz '2026-01-02Z'),
       ('sell', 0::smallint, 1, '2026-01-03Z'), ('sell', 1::smallint, 2, '2026-01-03Z') $$,
    'sales of one level share its buckets, in the order of time'
);
select is(
    (
        select sum(p.quantity)
        from pg_temp.postings(tests.sale('SHIRT-L', 'MAIN', 23)) as p
    ),
    23::bigint, 'what is not there is asked of bucket 0'
);
select results_eq(
    $$ select * from pg_temp.postings(tests.sale('MUG', 'MAIN', 1)) $$,
    $$ values ('sell', 0::smallint, 1, timestamptz '2026-01-02Z') $$,
    'also where there is no level'
);
select results_eq(
    $$ select * from pg_temp.postings(tests.sale('MUG', 'SHOP', -2)) $$,
    $$ values ('return', 0::smallint, 2, timestamptz '2026-01-02Z') $$,
    'a returned piece comes in'
);

select * from finish();
rollback;
