-- core.show_job: one job, finished or not, as a JSON object.

create or replace function core.show_job(p_id bigint)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job jsonb;
begin
    select to_jsonb(j) into v_job from core.jobs as j where j.id = p_id;
    if v_job is null then
        select to_jsonb(f) into v_job from core.finished_jobs as f where f.id = p_id;
    end if;
    if v_job is null then
        perform core.raise_error(
            'core.unknown_job',
            format('There is no job %s.', core.excerpt(p_id::text))
        );
    end if;
    return jsonb_strip_nulls(v_job);
end;
$$;

grant execute on function core.show_job(bigint) to service_role, app_worker, app_reader;

comment on function core.show_job(bigint) is
$$Everything about a job, without null values.

Errors: core.unknown_job.
$$;
