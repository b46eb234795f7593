-- filters.tg_transactions__note_inserted: note each inserted line as a change to count.
--
-- Definer: a writer of lines has no grant on the changes. It takes no lock; a
-- transaction that is rolled back removes its changes with it.

create or replace function filters.tg_transactions__note_inserted()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bulk_id bigint := filters._open_bulk((select count(*) from new_rows));
begin
    if v_bulk_id is null then
        insert into filters.line_changes (
            store_id, basket_id, category_id, brand_id, price_minor, lines
        )
        select store_id, basket_id, category_id, brand_id, price_minor, 1
        from new_rows;
    else
        insert into filters.bulk_changes (
            bulk_id, store_id, basket_id, category_id, brand_id, price_minor, lines
        )
        select v_bulk_id, store_id, basket_id, category_id, brand_id, price_minor, 1
        from new_rows;
    end if;
    return null;
end;
$$;

comment on function filters.tg_transactions__note_inserted() is
    'After insert or COPY: appends the new lines to the unfolded changes.';
