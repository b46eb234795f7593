-- filters.tg_transactions__note_truncated: without lines there is nothing to count.
--
-- The statement has locked the table against everybody, so no change is under way; the
-- lock of the folds comes second, in the order that filters._lock_folds says.

create or replace function filters.tg_transactions__note_truncated()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform filters._lock_folds();

    perform filters._raise_versions(1 + (select count(*) from filters.waiting_changes));

    insert into filters.value_changes (dimension, value, was)
    select dimension, value, lines
    from filters.dimension_values
    on conflict (dimension, value) do nothing;

    delete from filters.line_changes where store_id is not null;
    delete from filters.bulk_changes where store_id is not null;
    delete from filters.bulk_writes where id is not null;
    delete from filters.cells where group_id is not null;
    delete from filters.basket_sizes where group_id is not null;
    delete from filters.dimension_values where dimension is not null;
    update filters.baskets set line_count = 0 where line_count > 0;
    return null;
end;
$$;

comment on function filters.tg_transactions__note_truncated() is
    'Forget every count when the transactions are truncated.';
