-- suppliers.run_announce_dates: the job that tells people what is due soon or overdue.
--
-- The key of suppliers.task_notices makes a notice happen once: rows and notifications
-- commit together, and of two runs at a time the second adds nothing.

create or replace function suppliers.run_announce_dates(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 5000;
    v_due_soon bigint[];
    v_overdue bigint[];
begin
    with noticed as (
        insert into suppliers.task_notices (task_id, kind, due_on, noticed_at)
        select u.task_id, u.judgement, u.due_on, core.now()
        from suppliers._list_unannounced(c_most) as u
        on conflict (task_id, kind, due_on) do nothing
        returning task_id, kind
    )

    select
        coalesce(array_agg(n.task_id) filter (where n.kind = 'due_soon'), '{}'),
        coalesce(array_agg(n.task_id) filter (where n.kind = 'overdue'), '{}')
    into v_due_soon, v_overdue
    from noticed as n;
    perform suppliers._notify_tasks('due_soon', v_due_soon);
    perform suppliers._notify_tasks('overdue', v_overdue, true);
    if cardinality(v_due_soon) + cardinality(v_overdue) = c_most then
        perform core.enqueue('suppliers.announce_dates', p_queue => 'maintenance');
    end if;
    raise debug 'job % announced % dates', p_job.id,
        cardinality(v_due_soon) + cardinality(v_overdue);
end;
$$;

comment on function suppliers.run_announce_dates(core.jobs) is
$$Handler of suppliers.announce_dates.

It tells owners, else the people of the supplier; of overdue tasks managers too. Each task
is announced once for each due date; 5,000 at a time.
$$;
