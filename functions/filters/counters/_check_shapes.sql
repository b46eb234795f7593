-- filters._check_shapes: raise if a counted column no longer reads as it was counted.
--
-- The counting triggers call it. After a column was renamed, retyped or recreated, or
-- the labels of its enum were renamed, old rows would be subtracted from other values
-- than they were added to. A write that fails reports it instead.

create or replace function filters._check_shapes(p_dimensions text[])
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_changed record;
    v_fault text;
begin
    for v_changed in
        select d.name, d.source_table, s.shape
        from filters.dimensions as d
        cross join lateral jsonb_array_elements(d.shape) as s (shape)
        where
            d.name = any(p_dimensions)
            and filters._column_fingerprint(
                d.source_table, (s.shape ->> 'column')::name, (s.shape ->> 'type')::oid
            ) is distinct from s.shape ->> 'print'
        order by d.name
    loop
        v_fault := filters._shape_fault(v_changed.source_table, v_changed.shape);
        if v_fault is not null then
            perform core.raise_error(
                'filters.column_changed',
                format(
                    'The column %I of %s %s; %s counts it.',
                    v_changed.shape ->> 'column', v_changed.source_table, v_fault,
                    v_changed.name
                )
            );
        end if;
    end loop;
end;
$$;

comment on function filters._check_shapes(text[]) is
    'Errors: PT409 filters.column_changed.';
