-- filters._open_bulk: decide whether a statement's changes are folded at the commit.
--
-- It is called before the changes are noted. It adds up the changes of the transaction
-- in a transaction-local setting, so many small statements become one bulk write. For a
-- statement of a hundred lines or more it also checks the backlog: if too many changes
-- are unfolded, the transaction folds some of them when it commits. It takes no lock.

create or replace function filters._open_bulk(p_changes bigint)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_noted bigint := p_changes + coalesce(
        nullif(current_setting('filters.changes_noted', true), ''), '0'
    )::bigint;
    v_is_bulk boolean := v_noted > filters._bulk_limit();
    v_id bigint;
begin
    perform set_config('filters.changes_noted', v_noted::text, true);
    -- Nearly every statement ends here: expressions only, without a query.
    if not v_is_bulk and p_changes < 100 then
        return null;
    end if;
    if not v_is_bulk and (
        select count(*)
        from (select from filters.line_changes limit filters._backlog_limit()) as n
    ) < filters._backlog_limit()
    then
        return null;
    end if;

    v_id := nullif(current_setting('filters.bulk_write', true), '')::bigint;
    if v_id is null or not exists (select from filters.bulk_writes where id = v_id) then
        insert into filters.bulk_writes default values
        returning id into v_id;
        perform set_config('filters.bulk_write', v_id::text, true);
    end if;
    return case when v_is_bulk then v_id end;
end;
$$;

comment on function filters._open_bulk(bigint) is
$$The bulk write that the changes belong to; null: few changes, for line_changes.

Units: changes.
$$;
