-- filters.run_tighten_ranges: the job that makes ranges of prices and sizes exact.

create or replace function filters.run_tighten_ranges(p_job core.jobs)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select to_jsonb(filters.tighten_ranges())
$$;


comment on function filters.run_tighten_ranges(core.jobs) is
    'Handler of jobs of kind filters.tighten_ranges.';
