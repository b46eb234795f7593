-- Proves functions/filters/counters/_write_condition.sql.
begin;
select plan(8);

-- Given: the counted shop, and dimensions of a number, a date and a path.
select tests.counted_shop();
do $$
declare
    v_config text;
begin
    foreach v_config in array array[
        '{"name": "number", "column": "id"}', '{"name": "day", "column": "sold_on"}',
        '{"name": "city_of_origin", "column": "facts", "path": ["from", "city"]}'
    ] loop
        perform core.run_operation_chunks(
            (filters.register_dimension(
                v_config::jsonb || '{"source": "t_shop.lines"}'
            ) -> 'operation_id')::bigint
        );
    end loop;
end;
$$;
create function pg_temp.condition(p_name text, p_values text[])
    returns text
    language sql
as $$
    select filters._write_condition(d, p_values)
    from filters.dimensions as d
    where d.name = p_name
$$;
create function pg_temp.ids(p_name text, p_values text[])
    returns bigint[]
    language plpgsql
as $$
declare
    v_ids bigint[];
begin
    execute 'select array_agg(r.id order by r.id) from t_shop.lines as r where '
        || pg_temp.condition(p_name, p_values)
    into v_ids;
    return v_ids;
end;
$$;

select is(
    pg_temp.condition('colour', '{red}'),
    'r.colour = any(''{red}''::text[]) and '
    '(left((r.colour::text), 200) collate "C") = any(''{red}''::text[])',
    'a text is compared as it is stored, too, so that an index finds it'
);
select is(
    pg_temp.ids('number', '{2, 3, "", x, 99999999999999999999}'), '{2,3}'::bigint[],
    'what is no number of a row is not cast to one'
);
select is(
    pg_temp.ids('day', '{2024-05-01, 2024-02-31}'), '{1}'::bigint[], 'nor to a date'
);
select is(
    pg_temp.condition('city_of_origin', '{Cebu}') like 'r.facts = %', false,
    'a path is an expression only'
);
select is(
    pg_temp.ids('city_of_origin', '{Cebu, ''; drop table t_shop.lines}'),
    '{1}'::bigint[],
    'values are quoted'
);
insert into t_shop.lines (id, colour, size)
values (10, repeat('r', 250), 'S');
select is(
    pg_temp.ids('colour', array[repeat('r', 200)]), '{10}'::bigint[],
    'a value that is cut off has its rows'
);
insert into t_shop.lines (id, colour, size)
values (11, 'red', 'S');
select is(
    pg_temp.ids('number', '{11}'), '{11}'::bigint[],
    'a value that no fold has counted has its row'
);
alter table t_shop.lines rename column colour to color;
select throws_ok(
    $$ select pg_temp.condition('colour', '{red}') $$,
    'PT409', 'filters.column_changed', 'a column that is renamed is named, not read'
);

select * from finish();
rollback;
