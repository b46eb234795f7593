-- suppliers.run_month_sums: sum the months that are over.
--
-- A month is summed when no writer can be left that has not seen its row: the row is
-- committed by one call, a later one marks it with what has begun until then, and the
-- sums are made once all of that has ended. From then on every writer deletes the row.
-- Definer: the worker has no grant on the tables.

create or replace function suppliers.run_month_sums()
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_month date;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('suppliers.run_month_sums', 0))
    then
        return false;
    end if;
    select m.month_on
    into v_month
    from suppliers.summed_months as m
    where not m.is_summed and m.mark <= pg_snapshot_xmin(pg_current_snapshot())
    order by m.month_on
    limit 1
    for update;
    if found then
        perform suppliers._sum_month(v_month);
        return true;
    end if;

    update suppliers.summed_months
    set mark = pg_snapshot_xmax(pg_current_snapshot())
    where mark is null;
    insert into suppliers.summed_months (month_on)
    select g.month::date
    from generate_series(
        date_trunc(
            'month',
            least(
                (select min(f.finished_on) from suppliers.finished_tasks as f),
                (select min(d.slipped_on) from suppliers.daily_slips as d)
            )::timestamp
        ),
        -- A month is over when it is so in every time zone.
        date_trunc('month', core.now() at time zone 'UTC' - interval '1 day')
        - interval '1 month',
        interval '1 month'
    ) as g (month)
    on conflict do nothing;
    return false;
end;
$$;

grant execute on function suppliers.run_month_sums() to app_worker;

comment on function suppliers.run_month_sums() is
    'An interval task: sum the next month that is over; true if more may be left.';
