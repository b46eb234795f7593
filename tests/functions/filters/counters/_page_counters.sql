-- Proves functions/filters/counters/_page_counters.sql.
begin;
select plan(10);

-- Given: the counted shop.
select tests.counted_shop();

create temporary table t_version as
select filters._version_of('colour') as version;
grant select on t_version to authenticated;
select tests.login_as(tests.user('ada'));
select is(
    api.filter_values('colour', page_size => 1),
    format(
        '{"dimension": "colour", "items": [
            {"value": "red", "label": "A red", "count": 2}
        ], "next": %s, "total": 2, "version": %s}',
        to_jsonb(core.write_cursor('filters.filter_values:colour', '{A red,red}')),
        (select version from t_version)
    )::jsonb,
    'a page is as one of the cube'
);
select is(
    api.filter_values(
        'colour', after => api.filter_values('colour', page_size => 1) ->> 'next'
    ) - 'version',
    '{"dimension": "colour", "items": [
        {"value": "blue", "label": "blue", "count": 1}
    ], "next": null, "total": 2}',
    'the next follows the cursor'
);
select is(
    api.filter_values('colour', search => 'A R') -> 'total', '1',
    'a search is in any case'
);
select is(
    api.filter_values(
        'size', after => api.filter_values('size', page_size => 1) ->> 'next'
    ) - 'version',
    '{"dimension": "size", "items": [
        {"value": "S", "label": "S", "count": 3}
    ], "next": null, "total": 2}',
    'without labels a page begins at its value'
);
select is(
    api.filter_values('size', '{"colour": "red"}') -> 'total', '2',
    'narrowed by its parent'
);

reset role;
-- Given: numbers of several spellings, one of them not folded.
create table t_shop.sums (amount numeric, facts jsonb);
select filters.allow_source('t_shop.sums', '{amount, facts}');
do $$
begin
    perform core.run_operation_chunks(
        (filters.register_dimension(
            '{"name": "amount", "source": "t_shop.sums", "column": "amount"}'
        ) -> 'operation_id')::bigint
    );
    perform core.run_operation_chunks(
        (filters.register_dimension(
            '{"name": "weight", "source": "t_shop.sums", "column": "facts",
              "path": ["weight"], "parent": "amount"}'
        ) -> 'operation_id')::bigint
    );
end;
$$;
insert into t_shop.sums (amount, facts)
select
    n.amount,
    jsonb_build_object('weight', n.weight) as facts
from (
    values
    (1, '1'::jsonb), (1.0, '1.0'), (1.00, '"1"'), (10, '10'), (9.5, '9'), (-2, '"kg"'),
    (100, '1e2'), (-10, 'true'), ('NaN', 'null')
) as n (amount, weight);
do $$ begin perform filters._fold_counters(null); end $$;
insert into t_shop.sums (amount) values (20.0), (1.000);
create function pg_temp.paged(
    p_dimension text, p_search text
) returns jsonb
    language plpgsql
as $$
declare
    v_page jsonb;
    v_after text;
    v_items jsonb := '[]';
begin
    loop
        v_page := api.filter_values(
            p_dimension, search => p_search, after => v_after, page_size => 2
        );
        v_items := v_items || (
            select coalesce(
                jsonb_agg(jsonb_build_array(i -> 'value', i -> 'count')), '[]'
            )
            from jsonb_array_elements(v_page -> 'items') as i
        );
        v_after := v_page ->> 'next';
        exit when v_after is null;
    end loop;
    return v_items;
end;
$$;
select is(
    pg_temp.paged('amount', null),
    '[["-10", 1], ["-2", 1], ["1", 4], ["9.5", 1], ["10", 1], ["20", 1], ["100", 1],
      ["NaN", 1]]',
    'a number is one value, and pages follow the order of numbers'
);
select is(
    pg_temp.paged('weight', '1'),
    '[["1", 3], ["10", 1], ["100", 1]]', 'so do those that a search finds'
);
select is(
    api.filter_values('weight', '{"amount": ["1.00", "+1", "10.0"]}') -> 'items',
    '[{"value": "1", "label": "1", "count": 3},
      {"value": "10", "label": "10", "count": 1}]',
    'and 1.00 means 1 in a selection'
);

reset role;
update t_shop.colours
set name = 'A ' || repeat('"', 9000)
where code = 'red';
select tests.login_as(tests.user('ada'));
select is(
    api.filter_values(
        'colour', after => api.filter_values('colour', page_size => 1) ->> 'next'
    ) -> 'items',
    '[{"value": "blue", "label": "blue", "count": 1}]',
    'a cursor after a label of any length is read'
);
select is(
    filters._top_counters('colour', '{}', 1) #> '{items,0}',
    api.filter_values('colour', page_size => 1) #> '{items,0}',
    'and the label is the same among the most frequent values'
);

select * from finish();
rollback;
