-- filters._write_condition: the condition that a row has one of some values of a
-- registered dimension.
--
-- The value of a row is an expression, which an index on the column does not serve. So
-- the column itself is compared too, where that is implied: not for a path into a
-- jsonb, nor for values that may be cut off. Texts that are not of the column's type
-- must not be cast to it; only a value that is counted has a row, so other values are
-- left out. The values that wait are read once and hashed: they have no index, and a
-- plan that was made while few waited would read all of them for each value. The row is
-- called r.

create or replace function filters._write_condition(
    p_dimension filters.dimensions, p_values text[]
)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type regtype := filters._column_type(
        p_dimension.source_table, p_dimension.column_name
    );
    v_condition text;
begin
    perform filters._check_shapes(array[p_dimension.name]);
    v_condition := format(
        '%s = any(%L::text[])',
        filters._value_expression(
            p_dimension.source_table, p_dimension.column_name, p_dimension.json_path
        ),
        p_values
    );
    if p_dimension.json_path is not null or exists (
        select from unnest(p_values) as v (value)
        where length(v.value) >= 200
    ) then
        return v_condition;
    end if;
    if (select t.typcategory from pg_catalog.pg_type as t where t.oid = v_type) = 'S' then
        return format(
            'r.%I = any(%L::text[]) and %s',
            p_dimension.column_name, p_values, v_condition
        );
    end if;

    return format(
        'r.%I = any(%L::%s[]) and %s',
        p_dimension.column_name,
        array(
            select v.value
            from unnest(p_values) as v (value)
            where
                exists (
                    select from filters.value_counts as c
                    where c.dimension = p_dimension.name and c.value = v.value
                )
                or (
                    v.value in (
                        select d.value from filters.value_deltas as d
                        where d.dimension = p_dimension.name
                    )
                ) is true
        ),
        v_type,
        v_condition
    );
end;
$$;

comment on function filters._write_condition(filters.dimensions, text[]) is
$$SQL of a condition on a row r of the source.

Errors: PT409 filters.column_changed.
$$;
