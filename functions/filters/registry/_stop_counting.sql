-- filters._stop_counting: stop counting a dimension.
--
-- The source is locked first, so no delta can be added and the kept counts are
-- complete.

create or replace function filters._stop_counting(
    p_dimension text, p_keep_values boolean
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
begin
    select * into v_dimension
    from filters.dimensions
    where name = p_dimension;
    if v_dimension.state <> 'off' then
        perform filters._lock_source(
            v_dimension.source_table,
            not exists (
                select from filters.dimensions as d
                where
                    d.source_table = v_dimension.source_table
                    and d.counted_by = 'counters'
                    and d.state <> 'off'
                    and d.name <> p_dimension
            )
        );
    end if;

    if v_dimension.state = 'live' then
        perform filters._fold_counters(null, p_dimension);
    end if;
    if v_dimension.state = 'filling' or not p_keep_values then
        perform filters._forget_counts(p_dimension);
    end if;
    if v_dimension.state = 'off' then
        return;
    end if;

    update filters.dimensions
    set
        state = 'off',
        fill_number = null,
        unfilled = '{}'
    where name = p_dimension;
    perform filters._compile_dimension(v_dimension.source_table);
end;
$$;

comment on function filters._stop_counting(text, boolean) is
    'Errors: PT409 filters.source_busy.';
