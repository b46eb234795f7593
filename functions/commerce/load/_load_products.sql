-- commerce._load_products: make products of the lines of sales in a staging table.
--
-- Returns the variants that it made. A SKU that is there stays as it is, so a second
-- load makes none. The ids are drawn first, since no other column of a new product
-- leads back to its row in the staging table. No cached page shows a product that is
-- new, so nothing is invalidated; audit entries are written. The planner has no
-- statistics of common table expressions, and a nested loop over them takes minutes.

create or replace function commerce._load_products(
    p_products regclass, p_lines regclass
)
    returns bigint[]
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
    set enable_nestloop = off
as $$
declare
    v_now constant timestamptz := core.now();
    v_variant_ids bigint[];
begin
    alter table commerce.products disable trigger t90_uncache;
    alter table commerce.variants disable trigger t90_uncache;
    alter table commerce.prices disable trigger t90_uncache;
    execute format(
        $sql$
        with sold as (
            select
                l.product,
                ceil(
                    sum(l.price::numeric) filter (where f.is_sale) * 100
                    / sum(l.quantity::numeric) filter (where f.is_sale)
                )::bigint as price_minor
            from %1$s as l
            cross join lateral (
                select
                    l.price::numeric > 0
                    and l.quantity::numeric between 1 and 100 as is_sale
            ) as f
            group by l.product
        ),

        named as materialized (
            select
                p.product, p.product_type, p.package_size,
                lower(core.normalize_key(p.brand)) as brand_key,
                lower(
                    concat_ws(
                        '/',
                        core.normalize_key(p.department), core.normalize_key(p.category)
                    )
                ) as category_key
            from %2$s as p
        ),

        fresh as materialized (
            select
                nextval(
                    pg_get_serial_sequence('commerce.products', 'id')
                ) as product_id,
                n.*
            from (
                select
                    s.product as sku,
                    left(
                        coalesce(
                            initcap(p.product_type)
                            || coalesce(', ' || lower(p.package_size), ''),
                            'Product ' || s.product
                        ),
                        200
                    ) as title,
                    c.id as category_id,
                    b.id as brand_id,
                    s.price_minor,
                    c.id is not null and s.price_minor is not null as is_complete
                from sold as s
                left join named as p on s.product = p.product
                left join master.categories as c on p.category_key = c.category_key
                left join master.brands as b on p.brand_key = b.brand_key
                where
                    not exists (
                        select from commerce.variants as v where v.sku = s.product
                    )
                order by s.product collate "C"
            ) as n
        ),

        products as (
            insert into commerce.products (
                id, title, category_id, brand_id, status, published_at, created_at,
                updated_at
            )
            overriding system value
            select
                f.product_id, f.title, f.category_id, f.brand_id,
                case when f.is_complete then 'published' else 'draft' end,
                case when f.is_complete then $1 end,
                $1, $1
            from fresh as f
            order by f.product_id
        ),

        variants as (
            insert into commerce.variants (product_id, sku, created_at, updated_at)
            select f.product_id, f.sku, $1, $1
            from fresh as f
            order by f.product_id
            returning id, product_id
        ),

        prices as (
            insert into commerce.prices (price_list_id, variant_id, amount_minor)
            select d.id, v.id, f.price_minor
            from variants as v
            inner join fresh as f on v.product_id = f.product_id
            cross join commerce.price_lists as d
            where d.is_default and f.price_minor is not null
            order by v.id
        )

        select coalesce(array_agg(v.id), '{}')
        from variants as v
        $sql$,
        p_lines, p_products
    )
    into v_variant_ids
    using v_now;
    alter table commerce.products enable trigger t90_uncache;
    alter table commerce.variants enable trigger t90_uncache;
    alter table commerce.prices enable trigger t90_uncache;
    return v_variant_ids;
end;
$$;

comment on function commerce._load_products(regclass, regclass) is
$$Make a product with one variant of each product that a line names; returns their ids.

Columns of p_products: product, brand, department, category, product_type, package_size;
of p_lines: product, price, quantity, all text. The SKU is the key of the product. Its
price on the default list is what was paid per piece on average, rounded up, in lines of
1 to 100 pieces that cost something. One with a price and a known category is published, another
one is a draft.
Units: price in major units for the whole line.
$$;
