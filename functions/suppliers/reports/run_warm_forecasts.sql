-- suppliers.run_warm_forecasts: the job that keeps the forecasts of open work warm.
--
-- It only enqueues: each forecast is computed by a job of its own.

create or replace function suppliers.run_warm_forecasts(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_arguments jsonb;
begin
    for v_arguments in
        select f.arguments
        from suppliers._forecast_arguments(
            array(
                select s.id
                from suppliers.supplier_projects as s
                inner join suppliers.projects as p on s.project_id = p.id
                where s.removed_at is null and p.status = 'active'
            )
        ) as f (arguments)
    loop
        if core.warm_cache('suppliers.forecast', v_arguments) then
            raise debug 'job %: forecast % was cold', p_job.id, v_arguments;
        end if;
    end loop;
end;
$$;

comment on function suppliers.run_warm_forecasts(core.jobs) is
$$Handler of suppliers.warm_forecasts.

It keeps the forecast of each supplier in each active project.
$$;
