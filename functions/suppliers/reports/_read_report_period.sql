-- suppliers._read_report_period: check the days of a report.

create or replace function suppliers._read_report_period(p_since date, p_until date)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform
        core.read_date('since', p_since, 'suppliers.invalid_period'),
        core.read_date('until', p_until, 'suppliers.invalid_period');
    if p_until < p_since or p_until - p_since > 3660 then
        perform core.raise_error(
            'suppliers.invalid_period',
            format('From %s to %s is not a period of up to ten years.', p_since, p_until)
        );
    end if;
end;
$$;

comment on function suppliers._read_report_period(date, date) is
$$Nothing, for two days that are in order and at most ten years apart.

Errors: PT422 suppliers.invalid_period.
$$;
