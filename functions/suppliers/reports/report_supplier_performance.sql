-- suppliers.report_supplier_performance: how suppliers keep their dates.
--
-- It reads facts that triggers wrote when tasks ended and dates moved, so a later
-- change of a task does not change what was reported. Definer: no user has a grant on
-- the facts; what suppliers read is logged.

create or replace function suppliers.report_supplier_performance(
    p_since date,
    p_until date,
    p_supplier_id bigint default null,
    p_by text default 'supplier'
)
    returns table (
        key text,
        name text,
        finished bigint,
        on_time_first bigint,
        on_time_first_rate numeric,
        on_time_last bigint,
        on_time_last_rate numeric,
        lead_days_median integer,
        lead_days_p90 integer,
        slips bigint,
        slip_days bigint,
        as_of timestamptz
    )
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_projects bigint[];
begin
    perform suppliers._require_report_role(p_supplier_id);
    perform suppliers._read_report_period(p_since, p_until);
    if (p_by = any('{supplier, project, month, cause}')) is not true then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'by is %L, not one of supplier, project, month, cause.', core.excerpt(p_by)
            )
        );
    end if;
    perform suppliers._log_read('performance', p_supplier_id);
    if not core.can_act_as('admin', 'analyst') then
        v_projects := suppliers.managed_project_ids();
    end if;

    if p_by = 'cause' then
        return query
        select
            s.cause, s.cause, null::bigint, null::bigint, null::numeric, null::bigint,
            null::numeric, null::integer, null::integer, sum(s.slips)::bigint,
            sum(s.slip_days)::bigint, core.now()
        from suppliers._list_slips(
            p_since, p_until, 'month', v_projects, suppliers.own_supplier_ids(),
            p_supplier_id
        ) as s
        group by s.cause
        order by sum(s.slip_days) desc, s.cause;
        return;
    end if;

    return query
    select
        l.key, l.name, r.finished, r.kept_first,
        round(r.kept_first::numeric / nullif(r.finished, 0), 4), r.kept_last,
        round(r.kept_last::numeric / nullif(r.finished, 0), 4), r.lead_days_median,
        r.lead_days_p90, r.slips, r.slip_days, core.now()
    from suppliers._sum_performance(
        p_since, p_until, p_by, v_projects, suppliers.own_supplier_ids(), p_supplier_id
    ) as r
    cross join lateral suppliers._group_label(p_by, r.group_id) as l
    order by l.key
    limit 1000;
end;
$$;

grant execute on function suppliers.report_supplier_performance(
    date, date, bigint, text
) to authenticated, service_role;

comment on function suppliers.report_supplier_performance(date, date, bigint, text) is
$$How suppliers kept their dates from since to until, both included.

by: supplier, project, month (the scorecard over time) or cause. One row per group, at
most 1,000, by key: the code of the supplier or the project, the first day of the month,
the cause. A task counts on the day on which it ended; it is on time by the day that was
promised first, or last, moved by the working days in which its clock stood. slips: how
often a due date moved to a later day, counted when that was said; unstated: without a
cause. By cause, rows have slips only, and the other figures are null; without a
finished task the rates and lead days are. Half of the tasks, and nine of ten, took at
most lead_days_median and lead_days_p90. Admins and analysts see all, managers their
projects, a supplier's people their own. CSV with the header Accept: text/csv. What
suppliers read is logged.
Returns: [{key: text, name: text, finished: bigint | null, on_time_first: bigint | null,
on_time_first_rate: numeric | null, on_time_last: bigint | null, on_time_last_rate:
numeric | null, lead_days_median: integer | null, lead_days_p90: integer | null, slips:
bigint, slip_days: bigint, as_of: timestamptz}]
Units: lead_days and slip_days in working days; rates from 0 to 1; days in the time zone
of each project.
Errors: PT422 suppliers.invalid_period, PT422 core.invalid_argument, PT404
suppliers.unknown_supplier, PT403 core.not_permitted, PT405 core.post_only.
Example: {"since": "2026-01-01", "until": "2026-12-31", "by": "month"}
Budget: 200 ms.
$$;
