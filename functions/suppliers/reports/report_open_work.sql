-- suppliers.report_open_work: the open tasks of a project by age.
--
-- Definer: what suppliers read is logged.

create or replace function suppliers.report_open_work(p_project_id bigint)
    returns table (
        supplier text,
        supplier_name text,
        status text,
        open bigint,
        late bigint,
        not_begun bigint,
        days_0_7 bigint,
        days_8_30 bigint,
        days_31_90 bigint,
        days_over_90 bigint,
        oldest_days integer,
        as_of timestamptz
    )
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids constant bigint[] := suppliers._readable_works(p_project_id);
begin
    perform suppliers._log_read('open_work', p_project_id);
    return query
    select
        s.code, s.name, w.status, w.open, w.late, w.not_begun, w.days_0_7, w.days_8_30,
        w.days_31_90, w.days_over_90, w.oldest_days, core.now()
    from suppliers._list_open_work(v_ids) as w
    inner join suppliers.suppliers as s on w.supplier_id = s.id
    inner join suppliers.task_statuses as t on w.status = t.code
    order by s.code, t.place;
end;
$$;

grant execute on function suppliers.report_open_work(bigint)
to authenticated, service_role;

comment on function suppliers.report_open_work(bigint) is
$$The open tasks of a project, by supplier and status, and by age.

A task is as old as the work on it: since it started, else since the day on which it
should have; not_begun: that day has not come. late: its due date is over, moved by the
working days in which its clock stood. Admins, analysts and managers of the project see
all suppliers, a supplier's people their own. CSV with the header Accept: text/csv. What
suppliers read is logged.
Returns: [{supplier: text, supplier_name: text, status: get_task.status, open: bigint,
late: bigint, not_begun: bigint, days_0_7: bigint, days_8_30: bigint, days_31_90:
bigint, days_over_90: bigint, oldest_days: integer, as_of: timestamptz}]
Units: tasks; ages in days.
Errors: PT404 suppliers.unknown_project, PT405 core.post_only.
Example: {"project_id": 2001}
Budget: 200 ms.
$$;
