-- filters._fill_dimension: count one part of a dimension's values from its source.
--
-- One statement deletes the deltas of these values and counts them: both by the same
-- snapshot, so what is counted is what no delta says any more, while writers go on. A
-- part that is done again replaces what it counted. The row of the registry is locked:
-- parts follow each other, and whoever toggles waits for one. A fill that was overtaken
-- by another does nothing. With its last part the dimension goes live, after it was
-- compared with its source.

create or replace function filters._fill_dimension(
    p_operation core.operations, p_chunk jsonb
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := p_operation.params ->> 'dimension';
    v_parts integer := (p_operation.params ->> 'parts')::integer;
    v_item jsonb;
begin
    perform from filters.dimensions
    where
        name = v_name
        and state = 'filling'
        and fill_number = (p_operation.params ->> 'number')::bigint
    for no key update;
    if not found then
        return;
    end if;

    for v_item in select i from jsonb_array_elements(p_chunk) as i loop
        perform filters._fill_part(v_name, (v_item ->> 'part')::integer, v_parts);
    end loop;

    if exists (
        select from filters.dimensions where name = v_name and unfilled = '{}'
    ) then
        perform filters._activate_dimension(v_name);
    end if;
end;
$$;


comment on function filters._fill_dimension(core.operations, jsonb) is
$$Chunk function of operations of kind filters.fill_dimension.

Emits: filters.dimension.filled.
$$;
