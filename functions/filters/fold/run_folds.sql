-- filters.run_folds: fold a batch of changes and emit events for subscribers.
--
-- Query results are exact without it, but they get slower, and no event is emitted.

create or replace function filters.run_folds()
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_batch constant integer := 20000;
    v_lines bigint := filters.fold_lines(c_batch);
    v_deltas bigint := filters._fold_counters(c_batch);
begin
    perform filters.emit_changes();
    return greatest(v_lines, v_deltas) >= c_batch;
end;
$$;

grant execute on function filters.run_folds() to app_worker, service_role;

comment on function filters.run_folds() is
$$Fold one batch and emit events; true if more changes are left to fold.

Emits: filters.dimension.changed.
$$;
