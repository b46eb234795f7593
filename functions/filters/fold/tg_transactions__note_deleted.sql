-- filters.tg_transactions__note_deleted: note each deleted line as a change to count.
--
-- Definer and locks: as filters.tg_transactions__note_inserted.

create or replace function filters.tg_transactions__note_deleted()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bulk_id bigint := filters._open_bulk((select count(*) from old_rows));
begin
    if v_bulk_id is null then
        insert into filters.line_changes (
            store_id, basket_id, category_id, brand_id, price_minor, lines
        )
        select store_id, basket_id, category_id, brand_id, price_minor, -1
        from old_rows;
    else
        insert into filters.bulk_changes (
            bulk_id, store_id, basket_id, category_id, brand_id, price_minor, lines
        )
        select v_bulk_id, store_id, basket_id, category_id, brand_id, price_minor, -1
        from old_rows;
    end if;
    return null;
end;
$$;

comment on function filters.tg_transactions__note_deleted() is
    'After delete: appends the deleted lines to the unfolded changes.';
