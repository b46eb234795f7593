-- suppliers.tg_task_instances__uncache: end the forecasts of suppliers whose tasks
-- change.
--
-- Definer: a role that may write the table may not write the changes.

create or replace function suppliers.tg_task_instances__uncache()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.invalidate_cache(
        array(
            select distinct 'suppliers.tasks:' || n.supplier_project_id
            from new_rows as n
        )
    );
    return null;
end;
$$;

comment on function suppliers.tg_task_instances__uncache() is
    'Invalidates tags suppliers.tasks:<supplier_project_id>.';
