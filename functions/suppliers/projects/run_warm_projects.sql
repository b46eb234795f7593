-- suppliers.run_warm_projects: the job that keeps active projects fresh in the cache.

create or replace function suppliers.run_warm_projects(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_project_id bigint;
    v_cache text;
begin
    for v_project_id, v_cache in
        select p.id, c.name
        from (
            select a.id
            from suppliers.projects as a
            where a.status = 'active'
            order by a.updated_at desc, a.id
            limit 100
        ) as p
        cross join (values ('suppliers.project'), ('suppliers.task_templates')) as c (name)
        order by p.id, c.name
    loop
        if core.warm_cache(v_cache, jsonb_build_object('project_id', v_project_id)) then
            raise debug 'job %: % of project % was cold', p_job.id, v_cache, v_project_id;
        end if;
    end loop;
end;
$$;

comment on function suppliers.run_warm_projects(core.jobs) is
$$Handler of suppliers.warm_projects.

It keeps the 100 active projects that changed last, and their templates.
$$;
