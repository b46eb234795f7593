-- core.run_maintain_partitions: the job that creates and drops partitions.
--
-- A failed table raises a warning; the next tick tries it again.

create or replace function core.run_maintain_partitions(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table text;
    v_failure text;
begin
    for v_table, v_failure in
        select m.table_name, m.failure
        from core.maintain_partitions() as m
        where m.failure is not null
    loop
        raise warning 'job %: partitions of %: %', p_job.id, v_table, v_failure;
    end loop;
end;
$$;

comment on function core.run_maintain_partitions(core.jobs) is
    'Handler of core.maintain_partitions.';
