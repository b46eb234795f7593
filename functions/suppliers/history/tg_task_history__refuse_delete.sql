-- suppliers.tg_task_history__refuse_delete: only retention deletes history.
--
-- Rows may go when their project is closed, they are older than the policy keeps them,
-- and no hold is on the table. What reports count stays: that a task was made, with the
-- date that was promised first; that work began; each move of its date; each end; how
-- it is. Pauses, troubles and owners go.

create or replace function suppliers.tg_task_history__refuse_delete()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_table constant text := 'suppliers.task_history';
    v_before constant timestamptz := (
        select core.now() - r.keep
        from core.retention_policies as r
        where
            r.table_name = c_table
            and r.is_enabled
            and not core.is_on_legal_hold(c_table)
    );
    v_id bigint;
begin
    select o.id
    into v_id
    from old_rows as o
    left join suppliers.projects as p on o.project_id = p.id
    where
        (o.changed_at < v_before) is not true
        or p.status <> 'closed'
        or (o.due_on = o.previous_due_on) is not true
        or exists (
            select from suppliers.task_statuses as s
            where s.is_final and s.code in (o.status, o.previous_status)
        )
        or not exists (
            select from suppliers.task_history as n
            where n.task_id = o.task_id and n.id > o.id
        )
        or (
            o.status = 'in_progress'
            and not exists (
                select from suppliers.task_history as h
                where
                    h.task_id = o.task_id
                    and h.status = 'in_progress'
                    and h.id < o.id
            )
        )
    limit 1;
    if v_id is not null then
        perform core.raise_error(
            'core.append_only',
            format('DELETE of row %s of %s is refused.', v_id, c_table)
        );
    end if;
    return null;
end;
$$;

comment on function suppliers.tg_task_history__refuse_delete() is
$$Guard of the history of tasks; retention passes.

Errors: PT409 core.append_only.
$$;
