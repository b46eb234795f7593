-- Proves functions/filters/counters/_value_expression.sql.
begin;
select plan(6);

-- Given: the counted shop, and a table of spellings.
select tests.counted_shop();
create table t_shop.spelled (
    id integer, amount numeric, facts jsonb
);

select is(
    filters._value_expression('t_shop.lines', 'colour', null),
    '(left((r.colour::text), 200) collate "C")', 'a column is cast and cut'
);
select is(
    filters._value_expression('t_shop.lines', 'facts', array['a"b', '''']),
    replace(
        '(left((case jsonb_typeof(r.facts #> P) '
        'when ''number'' then trim_scale((r.facts #>> P)::numeric)::text '
        'else r.facts #>> P end), 200) collate "C")',
        'P', 'E''{"a\\"b",''''}''::text[]'
    ),
    'a path is quoted'
);
select is(
    filters._value_expression('t_shop.lines', 'sold_on', null, 'm'),
    '(left((to_jsonb(m.sold_on) #>> ''{}''), 200) collate "C")',
    'a date reads the same in every style'
);
select is(
    filters._value_expression('t_shop.lines', 'weight', null), null,
    'a float has no one spelling'
);

create function pg_temp.read(p_column name, p_path text[]) returns text[]
    language plpgsql
as $$
declare
    v_values text[];
begin
    execute format(
        'select array_agg(%s order by r.id) from t_shop.spelled as r',
        filters._value_expression('t_shop.spelled', p_column, p_path)
    )
    into v_values;
    return v_values;
end;
$$;
insert into t_shop.spelled (id, amount, facts)
select
    n.id,
    n.amount,
    jsonb_build_object('n', n.fact) as facts
from (
    values
    (1, 1::numeric, '1'::jsonb), (2, 1.0, '1.0'), (3, 1.00, '1.00'), (4, 1e3, '1e3'),
    (5, -0.0, '-0.0'), (6, 'NaN', '"1.0"'), (7, 10.50, 'true'), (8, null, 'null')
) as n (id, amount, fact);
select is(
    pg_temp.read('amount', null), '{1,1,1,1000,0,NaN,10.5,NULL}',
    'a number is one value, however it is written'
);
select is(
    pg_temp.read('facts', '{n}'), '{1,1,1,1000,0,1.0,true,NULL}',
    'so is a number in a jsonb; a text stays as it is'
);

select * from finish();
rollback;
