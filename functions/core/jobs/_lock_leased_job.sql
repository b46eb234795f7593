-- core._lock_leased_job: lock a job that is leased under this token; raise otherwise.

create or replace function core._lock_leased_job(p_id bigint, p_token bigint)
    returns core.jobs
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job core.jobs;
begin
    select *
    into v_job
    from core.jobs
    where id = p_id and token = p_token and leased_by is not null
    for update;

    if not found then
        perform core.raise_error(
            'core.lease_lost',
            format('Job %s is no longer leased under token %s.', p_id, p_token)
        );
    end if;
    return v_job;
end;
$$;
