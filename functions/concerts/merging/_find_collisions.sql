-- concerts._find_collisions: the rows that would break a key if they moved.
--
-- Each row is read as it would be after the move, so a key of expressions is compared,
-- too. Of several rows of the kept record the first is taken.

create or replace function concerts._find_collisions(
    p_table regclass,
    p_column name,
    p_filter text,
    p_columns text[],
    p_predicate text,
    p_is_null_equal boolean,
    p_keep_id bigint,
    p_drop_id bigint
)
    returns table (drop_key jsonb, keep_key jsonb)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    for drop_key, keep_key in execute format(
        'select distinct on (d.row_key) d.row_key, k.row_key'
        ' from ('
        '     select %1$s as row_key, x.part'
        '     from %2$s as t'
        '     cross join lateral'
        '         jsonb_populate_record(t, jsonb_build_object(%3$L, $1)) as n'
        '     cross join lateral ('
        '         select array[%4$s] as part from (select n.*) as r where %5$s'
        '     ) as x'
        '     where t.%3$I = $2 and %6$s'
        ' ) as d'
        ' inner join ('
        '     select %1$s as row_key, x.part'
        '     from %2$s as t'
        '     cross join lateral ('
        '         select array[%4$s] as part from (select t.*) as r where %5$s'
        '     ) as x'
        '     where t.%3$I = $1 and %6$s'
        ' ) as k on d.part = k.part and (%7$L or array_position(d.part, null) is null)'
        ' order by d.row_key, k.row_key',
        concerts._key_sql(p_table), p_table, p_column,
        (
            select string_agg(format('(%s)::text', e.expression), ', ' order by e.place)
            from unnest(p_columns) with ordinality as e (expression, place)
        ),
        p_predicate, p_filter, p_is_null_equal
    )
    using p_keep_id, p_drop_id
    loop
        return next;
    end loop;
end;
$$;

comment on function concerts._find_collisions(
    regclass, name, text, text[], text, boolean, bigint, bigint
) is
    'Return pairs of keys: the row that would move, and the row that is there.';
