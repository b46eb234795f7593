-- filters._read_counter_within: validate `within` for counting rows.

create or replace function filters._read_counter_within(
    p_dimension text, p_within jsonb
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
    v_name text;
    v_selection jsonb := '{}'::jsonb;
    v_values text[];
begin
    if v_within is null or v_within = '{}' then
        return v_selection;
    end if;

    for v_name in select k from jsonb_object_keys(v_within) as k loop
        perform filters._check_dimension(v_name);
        v_values := filters._read_values(v_name, v_within -> v_name);
        if v_name = p_dimension then
            continue;
        end if;
        if (select d.source_table from filters.dimensions as d where d.name = v_name)
            <> coalesce(
                (
                    select d.source_table from filters.dimensions as d
                    where d.name = p_dimension
                ),
                'filters.transactions'
            )
        then
            perform core.raise_error(
                'filters.invalid_within',
                format('%s is not counted from the rows of %s.', v_name, p_dimension)
            );
        end if;
        v_selection := v_selection || jsonb_build_object(
            v_name, filters._normalize_values(v_name, v_values)
        );
    end loop;

    return v_selection;
end;
$$;

grant execute on function filters._read_counter_within(text, jsonb)
to authenticated, service_role;

comment on function filters._read_counter_within(text, jsonb) is
$${<dimension>: [<value>, …]} on the same source, without the dimension itself.

Without a dimension, the source is filters.transactions.

Errors: PT422 filters.invalid_within, filters.unknown_dimension.
$$;
