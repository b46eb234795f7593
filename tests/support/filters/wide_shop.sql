-- tests.wide_shop: enough values that cells of stores are scanned, not looked up.
--
-- The given number of stores of two regions and two classes, and one without either;
-- each has baskets of one to nine lines. Brand, category and price repeat in steps
-- without a common factor, so most pairs have lines and some have none.

create or replace function tests.wide_shop(
    p_stores integer, p_brands integer, p_categories integer, p_lines integer
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform tests.small_shop();
    create temporary table wide_shop as
    select
        format('w%s-%s', n % (p_stores + 1), n / (p_stores + 1) / (1 + n % 9)) as basket,
        format('w%s', n % (p_stores + 1)) as store,
        'thing' as product,
        format('B%s', n * 7 % p_brands) as brand,
        'National' as brand_mark,
        'Food' as department,
        format('K%s', n * 11 / 3 % p_categories) as category,
        case n % (p_stores + 1) % 2
            when 0 then '1380300000'
            else '0702205000'
        end as city_code,
        case n % (p_stores + 1) % 3 when 0 then 'A' else 'B' end as store_class,
        ((n * 13 % 20000) / 100.0)::text as price,
        '1' as quantity,
        '2024-05-01 08:00+08' as sold_at
    from generate_series(1, p_lines) as n;
    update pg_temp.wide_shop
    set
        city_code = null,
        store_class = null
    where store = 'w' || p_stores;
    perform filters._load_transactions('pg_temp.wide_shop');
    delete from filters.value_changes where dimension is not null;
end;
$$;
