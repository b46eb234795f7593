-- filters._read_row_within: the selection of `within` if registered dimensions narrow
-- it.
--
-- filters._read_within checks it before.

create or replace function filters._read_row_within(
    p_within jsonb, p_except text default null
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_within constant jsonb := core.read_json(
        'within', p_within, 'object', p_key => 'filters.invalid_within'
    );
begin
    if exists (
        select from filters.dimensions as d
        where
            d.counted_by = 'counters'
            and v_within ? d.name
            and d.name is distinct from p_except
    ) then
        return filters._read_counter_within(p_except, v_within);
    end if;
    return null;
end;
$$;

grant execute on function filters._read_row_within(jsonb, text)
to authenticated, service_role;

comment on function filters._read_row_within(jsonb, text) is
$${<dimension>: [<value>, …]} without the excepted one; null if only the cube narrows.

Errors: PT422 filters.invalid_within, filters.unknown_dimension.
$$;
