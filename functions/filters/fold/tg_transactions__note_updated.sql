-- filters.tg_transactions__note_updated: note an updated line as a removal and an
-- addition.
--
-- An update of columns that are not counted (quantity, time) cancels out and changes
-- nothing. Definer and locks: as filters.tg_transactions__note_inserted.

create or replace function filters.tg_transactions__note_updated()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bulk_id bigint := filters._open_bulk((select 2 * count(*) from new_rows));
begin
    if v_bulk_id is null then
        insert into filters.line_changes (
            store_id, basket_id, category_id, brand_id, price_minor, lines
        )
        select store_id, basket_id, category_id, brand_id, price_minor, sum(lines)
        from (
            select store_id, basket_id, category_id, brand_id, price_minor, -1 as lines
            from old_rows
            union all
            select store_id, basket_id, category_id, brand_id, price_minor, 1 as lines
            from new_rows
        ) as n
        group by store_id, basket_id, category_id, brand_id, price_minor
        having sum(lines) <> 0;
    else
        insert into filters.bulk_changes (
            bulk_id, store_id, basket_id, category_id, brand_id, price_minor, lines
        )
        select
            v_bulk_id, store_id, basket_id, category_id, brand_id, price_minor,
            sum(lines)
        from (
            select store_id, basket_id, category_id, brand_id, price_minor, -1 as lines
            from old_rows
            union all
            select store_id, basket_id, category_id, brand_id, price_minor, 1 as lines
            from new_rows
        ) as n
        group by store_id, basket_id, category_id, brand_id, price_minor
        having sum(lines) <> 0;
    end if;
    return null;
end;
$$;

comment on function filters.tg_transactions__note_updated() is
    'After update: appends the old and the new lines to the unfolded changes.';
