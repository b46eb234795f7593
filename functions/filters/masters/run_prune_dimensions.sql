-- filters.run_prune_dimensions: the nightly job that prunes dimensions with a rule for
-- it.

create or replace function filters.run_prune_dimensions(p_job core.jobs)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_agg(filters.prune_dimension(d.name, false))
    from filters.dimensions as d
    where
        d.prune_after is not null
        and d.master_table is not null
        and filters._allow_fault(d.master_table, 'prune') is null
        and d.is_enabled
        and (p_job.payload ->> 'dimension' is null or p_job.payload ->> 'dimension' = d.name)
$$;

comment on function filters.run_prune_dimensions(core.jobs) is
$$Handler of jobs of kind filters.prune_dimensions: for {dimension}, or for all.

Emits: filters.master.pruned.
$$;
