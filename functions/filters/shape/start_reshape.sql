-- filters.start_reshape: begin to change how filters.transactions is stored.
--
-- Creates filters.transactions_new in the new shape, and triggers that write each
-- change of a line to both tables in one transaction. The lines that exist are copied
-- afterwards. The last statements lock the lines against writers, and the tables to
-- which lines refer: until the commit, which follows at once. Call it with a short
-- lock_timeout and try again.

create or replace function filters.start_reshape(
    p_shape text, p_from timestamptz default null
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
as $$
declare
    c_ahead constant interval := interval '3 months';
    v_this_month timestamptz := date_trunc('month', core.now());
    v_from timestamptz;
    v_faults text;
begin
    perform pg_advisory_xact_lock(hashtextextended('filters.reshapes', 0));
    if exists (select from filters.reshapes) then
        perform core.raise_error(
            'filters.reshape_refused', 'A change of filters.transactions is running.'
        );
    end if;
    v_faults := (
        select string_agg(f.fault, ' ')
        from filters.list_reshape_faults(p_shape) as f (fault)
    );
    if v_faults is not null then
        perform core.raise_error('filters.reshape_refused', v_faults);
    end if;

    v_from := greatest(
        date_trunc(
            'month',
            coalesce(
                p_from,
                case p_shape
                    when 'months' then (select min(sold_at) from filters.transactions)
                end,
                v_this_month
            )
        ),
        v_this_month - interval '10 years'
    );
    perform filters._make_lines(p_shape, v_from, v_this_month + c_ahead);

    perform filters._copy_fkeys();
    perform filters._write_line_triggers(
        t.name, 't90_mirror', 'filters.tg_transactions__mirror'
    )
    from filters._list_source_tables('filters.transactions') as t (name);
    insert into filters.reshapes (shape, copied_to, compared_to, copy_until, parts)
    select
        p_shape, least(min(id) - 1, 0), least(min(id) - 1, 0), coalesce(max(id), 0),
        array(select filters._list_parts_of_lines())
    from filters.transactions;
end;
$$;

comment on function filters.start_reshape(text, timestamptz) is
$$Begin to keep filters.transactions by month (months), or in one table (plain).

p_from: the first month that gets a partition; without it that of the oldest line, at
most 10 years back. Older lines are in the default partition. Then call
filters.copy_lines until it returns 0, filters.compare_lines likewise,
filters.switch_lines and filters.finish_reshape: rowhouse db partition does.
Errors: PT409 filters.reshape_refused; 55P03 if a lock is not granted in time.
$$;
