-- filters._upsert_lines: write lines by their keys, into one table or into months.

create or replace function filters._upsert_lines(
    p_lines filters.incoming_line[],
    out inserted bigint,
    out updated bigint
)
    returns record
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if filters._shape_of_lines() = 'months' then
        select m.inserted, m.updated
        into inserted, updated
        from filters._upsert_in_months(p_lines) as m;
        return;
    end if;

    with taken as (
        insert into filters.transactions as t (
            line_key, basket_id, store_id, product_key, brand_id, category_id,
            price_minor, quantity, sold_at
        )
        select
            l.line_key, b.id, b.store_id, l.product_key, d.id, c.id,
            l.price_minor, l.quantity, l.sold_at
        from unnest(p_lines) as l
        inner join filters.baskets as b on l.basket_key = b.basket_key
        left join master.brands as d on lower(l.brand) = d.brand_key
        left join master.categories as c
            on lower(concat_ws('/', l.department, l.category)) = c.category_key
        order by l.line_key, l.position
        on conflict (line_key) where line_key is not null do update
        set
            basket_id = excluded.basket_id,
            store_id = excluded.store_id,
            product_key = excluded.product_key,
            brand_id = excluded.brand_id,
            category_id = excluded.category_id,
            price_minor = excluded.price_minor,
            quantity = excluded.quantity,
            sold_at = excluded.sold_at
        returning t.xmax = 0 as is_new
    )

    select count(*) filter (where k.is_new), count(*) filter (where not k.is_new)
    into inserted, updated
    from taken as k;
end;
$$;

comment on function filters._upsert_lines(filters.incoming_line[]) is
    'A line with a known key replaces that line; returns how many came and changed.';
