-- filters._open_bulk: whether the changes of a statement are folded at the commit.
--
-- Asked before the changes are noted. Adds up what the transaction noted so far, in a
-- setting that lasts as long as the transaction: many small statements are one bulk
-- write. A statement of a hundred lines or more also looks whether too many changes
-- wait, and then lets its own transaction fold. Locks nothing.

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
    -- Nearly every statement: no query, only expressions.
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
$$The row of filters.bulk_writes whose changes these are; null: few, for line_changes.

Units: changes.
$$;
