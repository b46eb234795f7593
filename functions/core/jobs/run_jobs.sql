-- core.run_jobs: run leased SQL jobs and complete them, in one transaction.
--
-- The rows stay locked from before the first handler until the commit. Claim skips
-- locked rows, so a job that takes longer than its lease is not taken away, and its
-- effects and its completion commit together. A crash undoes all of it, and the leases
-- expire. Jobs of one kind run in one statement. If one of them raises, all of that
-- kind are undone and run one by one, and only those that raise fail. Partitions come
-- last: the locks of their change stop readers of the logs until the commit. Definer:
-- handlers are the owner's functions, seeded by a release; workers have no write grant.

create or replace function core.run_jobs(
    p_ids bigint[], p_tokens bigint[], out done integer, out failed integer
)
    returns record
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_group record;
    v_call text;
    v_error text;
begin
    done := 0;
    failed := 0;

    for v_group in
        with held as (
            select j.id, j.token, j.kind, j.priority
            from core.jobs as j
            inner join
                unnest(p_ids, p_tokens) as t (id, token)
                on j.id = t.id and j.token = t.token
            where j.leased_by is not null
            for update of j skip locked
        )

        select
            k.sql_function,
            array_agg(h.id order by h.priority desc, h.id) as ids,
            array_agg(h.token order by h.priority desc, h.id) as tokens
        from held as h
        inner join core.job_kinds as k on h.kind = k.kind
        where k.handler = 'sql'
        group by k.sql_function
        order by k.sql_function = 'core.run_maintain_partitions', k.sql_function
    loop
        v_call := format(
            'select set_config(''rowhouse.traceparent'', coalesce(j.traceparent, ''''), true),'
            ' %I.%I(j) from unnest($1) with ordinality as o (id, place) '
            'inner join core.jobs as j on o.id = j.id',
            split_part(v_group.sql_function, '.', 1),
            split_part(v_group.sql_function, '.', 2)
        );
        begin
            execute v_call using v_group.ids;
            done := done
                + (select count(*) from core.complete_jobs(v_group.ids, v_group.tokens));
            continue;
        exception
            when others then
                v_error := format('%s: %s', sqlstate, sqlerrm);
        end;

        for v_index in 1 .. cardinality(v_group.ids) loop
            begin
                if cardinality(v_group.ids) > 1 then
                    v_error := null;
                    execute v_call using v_group.ids[v_index : v_index];
                    perform core.complete_jobs(
                        v_group.ids[v_index : v_index], v_group.tokens[v_index : v_index]
                    );
                    done := done + 1;
                end if;
            exception
                when others then
                    v_error := format('%s: %s', sqlstate, sqlerrm);
            end;
            if v_error is not null then
                perform core.fail_job(
                    v_group.ids[v_index], v_group.tokens[v_index], v_error
                );
                failed := failed + 1;
            end if;
        end loop;
    end loop;

    perform set_config('rowhouse.traceparent', '', true);
end;
$$;

grant execute on function core.run_jobs(bigint[], bigint[]) to app_worker;

comment on function core.run_jobs(bigint[], bigint[]) is
$$Run SQL jobs that the caller leased; returns how many succeeded and how many failed.

A job whose lease is lost is skipped. A handler that statement_timeout cancels cancels
the whole call: then run its jobs one at a time.
$$;
