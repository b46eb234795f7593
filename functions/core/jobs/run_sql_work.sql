-- core.run_sql_work: claim and run SQL jobs and SQL consumers in one call, for pg_cron.
--
-- Claim and run are one transaction here, so a crash also undoes the attempt. A
-- consumer that fails is rolled back alone and reported in a warning; its events are
-- read again.

create or replace function core.run_sql_work(p_limit integer default 100)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claim record;
    v_run record;
    v_consumer text;
    v_total integer := 0;
begin
    begin
        perform core.recover_from_clock_rollback();
    exception
        when others then
            raise warning 'recover_from_clock_rollback: %: %', sqlstate, sqlerrm;
    end;
    select * into v_claim from core.claim_sql_jobs(gen_random_uuid(), null, p_limit);
    select * into v_run from core.run_jobs(v_claim.ids, v_claim.tokens);
    v_total := v_run.done + v_run.failed;

    for v_consumer in
        select c.name
        from core.event_consumers as c
        where c.sql_function is not null
        order by c.name
    loop
        begin
            v_total := v_total + core.dispatch_events(v_consumer, p_limit);
        exception
            when others then
                raise warning 'consumer %: %: %', v_consumer, sqlstate, left(sqlerrm, 500);
        end;
    end loop;
    return v_total;
end;
$$;

grant execute on function core.run_sql_work(integer) to service_role, app_worker;

comment on function core.run_sql_work(integer) is
    'Run up to p_limit SQL jobs and each SQL consumer once; returns how many items.';
