-- core.run_sql_work: run SQL jobs and SQL consumers in one call, for pg_cron.
--
-- Claims and runs are one transaction here, so a crash also undoes the attempts. Jobs
-- run one at a time, for 20 s at most: where statement_timeout cancels one, its attempt
-- counts, what ran before it is kept, and the call ends, since the timeout does not
-- come twice in one statement. A change of partitions ends the call, too, since its
-- locks stop readers of the logs until the commit. A job that was enqueued meanwhile
-- ends the jobs: a handler that enqueues its successor wants a transaction for each. A
-- consumer that fails is rolled back alone and
-- reported in a warning; its events are read again.

create or replace function core.run_sql_work(p_limit integer default 100)
    returns integer
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_until constant timestamptz := clock_timestamp() + interval '20 seconds';
    v_newest constant bigint := (select max(j.id) from core.jobs as j);
    v_kind text;
    v_claim record;
    v_consumer text;
    v_total integer := 0;
begin
    begin
        perform core.recover_from_clock_rollback();
    exception
        when others then
            raise warning 'recover_from_clock_rollback: %: %', sqlstate, sqlerrm;
    end;

    while v_total < p_limit and clock_timestamp() < v_until loop
        select * into v_claim from core.claim_sql_jobs(gen_random_uuid(), null, 1);
        exit when cardinality(v_claim.ids) = 0;
        v_total := v_total + 1;
        begin
            select j.kind into v_kind from core.jobs as j where j.id = v_claim.ids[1];
            perform core.run_jobs(v_claim.ids, v_claim.tokens);
        exception
            when query_canceled then
                perform core.fail_job(
                    v_claim.ids[1], v_claim.tokens[1], format('%s: %s', sqlstate, sqlerrm)
                );
                return v_total;
        end;
        if v_kind = 'core.maintain_partitions' then
            return v_total;
        end if;
        exit when v_claim.ids[1] > v_newest;
    end loop;

    for v_consumer in
        select c.name
        from core.event_consumers as c
        where c.sql_function is not null
        order by c.name
    loop
        begin
            v_total := v_total + core.dispatch_events(v_consumer, p_limit);
        exception
            when query_canceled then
                raise warning 'consumer %: %: %', v_consumer, sqlstate, sqlerrm;
                return v_total;
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
