-- filters.emit_changes: one event for each dimension whose values changed.
--
-- Changes wait here at least as long as the registry says between two messages, so a
-- burst is one message. Counts are those of the fold that came before, in the same
-- transaction. Locks: the state of each dimension, skipped when another transaction has
-- it; what it deletes, only folds write, and they hold the states when they do. A
-- process that dies has told nothing, and the changes wait for the next.

create or replace function filters.emit_changes()
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_state record;
    v_told bigint := 0;
begin
    for v_state in
        select s.dimension, s.version
        from filters.dimension_states as s
        inner join filters.dimensions as d on s.dimension = d.name
        where
            clock_timestamp() not between s.emitted_at
            and s.emitted_at + make_interval(secs => d.debounce_ms / 1000.0)
            and exists (
                select from filters.value_changes as c
                where c.dimension = d.name
            )
        order by s.dimension
        for update of s skip locked
    loop
        v_told := v_told + filters._emit_dimension_change(
            v_state.dimension, v_state.version
        );
    end loop;
    return v_told;
end;
$$;

grant execute on function filters.emit_changes() to app_worker, service_role;

comment on function filters.emit_changes() is
$$Emit what changed in the dimensions that have been quiet long enough; how many.

Emits: filters.dimension.changed {v, dimension, action, values, added, removed, updated,
version} on filters:<dimension>.
$$;
