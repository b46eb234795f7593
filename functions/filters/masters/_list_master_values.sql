-- filters._list_master_values: the rows of a dimension's master table, by value.

create or replace function filters._list_master_values(p_dimension text)
    returns setof text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
begin
    select * into v_dimension
    from filters.dimensions
    where name = p_dimension;
    if v_dimension.master_table is null then
        return;
    end if;

    return query execute format(
        'select %s from %s as m where m.%I is not null%s',
        filters._value_expression(
            v_dimension.master_table, v_dimension.master_key, null, 'm'
        ),
        v_dimension.master_table, v_dimension.master_key,
        ' and m.level = ' || v_dimension.master_level
    );
end;
$$;

comment on function filters._list_master_values(text) is
    'Values as the dimension spells them; none without a master table.';
