-- suppliers.tg_task_instances__progress: count tasks that come, end and come back.
--
-- One upsert per statement. The join is full: an inner one could become a loop over all
-- pairs of rows, by a plan that was made for one row. It stands alone, since a
-- condition or a join that drops nulls would make it an inner one. Definer: no role may
-- write the counts.

create or replace function suppliers.tg_task_instances__progress()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'INSERT' then
        insert into suppliers.daily_progress as d (
            project_id, supplier_id, progressed_on, made, done, cancelled
        )
        select
            n.project_id, n.supplier_id, (n.changed_at at time zone p.timezone)::date,
            count(*), count(*) filter (where n.status = 'done'),
            count(*) filter (where n.status = 'cancelled')
        from new_rows as n
        inner join suppliers.projects as p on n.project_id = p.id
        group by 1, 2, 3
        order by 1, 2, 3
        on conflict (project_id, supplier_id, progressed_on) do update
        set
            made = d.made + excluded.made,
            done = d.done + excluded.done,
            cancelled = d.cancelled + excluded.cancelled;
    else
        with changed as materialized (
            select
                n.project_id, n.supplier_id, n.changed_at, n.status,
                o.status as previous_status
            from new_rows as n
            full join old_rows as o on n.id = o.id
            where n.status is distinct from o.status
        )

        insert into suppliers.daily_progress as d (
            project_id, supplier_id, progressed_on, made, done, cancelled
        )
        select
            c.project_id, c.supplier_id, (c.changed_at at time zone p.timezone)::date, 0,
            sum((c.status = 'done')::integer - (c.previous_status = 'done')::integer),
            sum(
                (c.status = 'cancelled')::integer
                - (c.previous_status = 'cancelled')::integer
            )
        from changed as c
        inner join suppliers.projects as p on c.project_id = p.id
        where array[c.status, c.previous_status] && '{done, cancelled}'
        group by 1, 2, 3
        order by 1, 2, 3
        on conflict (project_id, supplier_id, progressed_on) do update
        set
            done = d.done + excluded.done,
            cancelled = d.cancelled + excluded.cancelled;
    end if;
    return null;
end;
$$;

comment on function suppliers.tg_task_instances__progress() is
    'Keeps suppliers.daily_progress.';
