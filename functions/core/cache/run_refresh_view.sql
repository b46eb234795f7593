-- core.run_refresh_view: the job that refreshes one materialized view.

create or replace function core.run_refresh_view(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.refresh_view(p_job.payload ->> 'view');
end;
$$;

comment on function core.run_refresh_view(core.jobs) is
$$Handler of core.refresh_view; the payload is {view}.
$$;
