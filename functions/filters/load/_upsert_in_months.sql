-- filters._upsert_in_months: write lines by their keys, which filters.line_keys keeps.
--
-- `on conflict` of a partitioned table can neither look for a key in all months nor
-- move a line to another one. So the keys are claimed first, in their order: another
-- sender of one of them waits here, before it has any line. Then known lines are
-- updated, each in its one month, and the others are inserted.

create or replace function filters._upsert_in_months(
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
declare
    v_keys filters.line_keys[];
    v_known filters.known_line[];
begin
    with claimed as (
        insert into filters.line_keys as k (line_key)
        select l.line_key
        from unnest(p_lines) as l
        where l.line_key is not null
        order by l.line_key
        on conflict (line_key) do update
        set line_key = excluded.line_key
        returning k.line_key, k.line_id, k.sold_at
    )

    select array_agg(row(c.line_key, c.line_id, c.sold_at)::filters.line_keys)
    into v_keys
    from claimed as c
    where c.line_id is not null;

    v_known := array(
        select
            row(
                k.line_id, k.sold_at, b.id, b.store_id, l.product_key, d.id, c.id,
                l.price_minor, l.quantity, l.sold_at
            )::filters.known_line
        from unnest(v_keys) as k
        inner join unnest(p_lines) as l on k.line_key = l.line_key
        inner join filters.baskets as b on l.basket_key = b.basket_key
        left join master.brands as d on lower(l.brand) = d.brand_key
        left join master.categories as c
            on lower(concat_ws('/', l.department, l.category)) = c.category_key
    );
    updated := filters._update_in_months(v_known);

    insert into filters.transactions (
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
    where
        not exists (
            select from unnest(v_keys) as k
            where k.line_key = l.line_key
        )
    order by l.line_key, l.position;
    get diagnostics inserted = row_count;
end;
$$;

comment on function filters._upsert_in_months(filters.incoming_line[]) is
    'filters._upsert_lines for lines in months.';
