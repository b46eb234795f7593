-- suppliers.tg_task_history__notify: tell people of new tasks, and of tasks that are
-- blocked or go on.
--
-- On the history, since its rows say what was before: no join of old and new rows. One
-- call for each thing that happened, whatever the size of the statement. There is no
-- notice of imported tasks, nor of what happened long ago. Definer: callers may not
-- notify others.

create or replace function suppliers.tg_task_history__notify()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_change record;
begin
    for v_change in
        select
            c.what, array_agg(n.task_id) as task_ids,
            (array_agg(n.actor_id))[1] as actor_id, max(n.operation_id) as operation_id
        from new_rows as n
        cross join lateral (
            values
            (
                'assigned',
                n.previous_status is null or n.owner_id is distinct from n.previous_owner_id
            ),
            ('blocked', n.status = 'blocked' and n.previous_status <> 'blocked'),
            ('unblocked', n.status = 'in_progress' and n.previous_status = 'blocked')
        ) as c (what, is_so)
        where
            c.is_so
            and n.changed_at > core.now() - interval '1 hour'
            and (
                n.previous_status is not null
                or not (
                    select i.is_imported
                    from suppliers.task_instances as i
                    where i.id = n.task_id
                )
            )
        group by c.what
        order by c.what
    loop
        perform suppliers._notify_tasks(
            v_change.what, v_change.task_ids, v_change.what <> 'assigned',
            v_change.actor_id, v_change.operation_id
        );
    end loop;
    return null;
end;
$$;

comment on function suppliers.tg_task_history__notify() is
    'Notifies the people of tasks that are new, have another owner, are blocked or go '
    'on.';
