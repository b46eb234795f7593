-- filters.run_folds: what keeps filters light: fold a batch of changes, tell
-- subscribers.
--
-- Answers are exact without it; they only get slower, and nobody is told.

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
$$Fold and emit once; whether more waits to be folded.

Emits: filters.dimension.changed.
$$;
