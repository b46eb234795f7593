-- filters.tg_transactions__note_truncated: clear all counts after a TRUNCATE.
--
-- The statement holds ACCESS EXCLUSIVE on the table, so no change is in progress. The
-- fold lock comes second, in the order of filters._lock_folds. TRUNCATE of lines in
-- months fires the triggers of all months after all are empty; one month alone cannot
-- be truncated, since the counts do not know which of them are its own.

create or replace function filters.tg_transactions__note_truncated()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from filters.transactions) then
        perform core.raise_error(
            'filters.truncate_refused', 'TRUNCATE of one month: delete its lines instead.'
        );
    end if;
    perform filters._lock_folds();

    perform filters._raise_versions(1 + (select count(*) from filters.unfolded_changes));

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
    'Deletes every count when filters.transactions is truncated.';
