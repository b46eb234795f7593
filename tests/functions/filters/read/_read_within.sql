-- Proves functions/filters/read/_read_within.sql.
begin;
select plan(13);

-- Given: the small shop.
select tests.small_shop();

select is(filters._read_within(null), null, 'null narrows nothing');
select is(
    filters._read_within('{"region": "NCR"}'),
    filters._read_within('{"region": ["NCR"]}'),
    'one value needs no array'
);
select is(
    filters._read_within('"{\"region\": [\"NCR\"]}"'),
    filters._read_within('{"region": ["NCR"]}'),
    'a string that holds the object is the object, as PostgREST 12 sends it on a GET'
);
select is(
    filters._read_within('{"region": ["Atlantis"]}'),
    row('{}', null, null, null, null, null)::filters.selection,
    'a value that no line has matches nothing'
);
insert into master.brands (brand_key, name)
values ('dash', 'Dash');
select tests.sell('b1', 'dash', null, 1);
select is(
    filters._read_within('{"brand": ["dash"]}'),
    row(null, null, null, null, null, array[b.id])::filters.selection,
    'a value whose lines no fold has counted is known'
)
from master.brands as b
where b.brand_key = 'dash';
select is(
    filters._read_within('{"region": ["NCR"]}', 'region'), null,
    'the excepted dimension is left out'
);
select is(
    tests.refusal($$ select filters._read_within('{"planet": "Mars"}') $$) ->> 'key',
    'filters.unknown_dimension',
    'an unknown dimension is refused'
);
select is(
    tests.refusal(format('select filters._read_within(%L)', w)) ->> 'key',
    'filters.invalid_within',
    'malformed: ' || w
)
from (
    values ('[]'), ('{"region": []}'), ('{"region": [1]}')
) as malformed (w);

-- Given: the counted shop.
select tests.counted_shop();
select is(
    tests.refusal(
        $$ select filters._read_within('{"colour": ["red"]}') $$
    ) ->> 'detail',
    'colour cannot narrow a dimension of the cube.',
    'a registered one of another table is refused'
);
do $$
begin
    perform core.run_operation_chunks(
        (filters.register_dimension(
            '{"name": "product", "source": "filters.transactions",
              "column": "product_key"}'
        ) -> 'operation_id')::bigint
    );
end;
$$;
select is(
    filters._read_within('{"product": ["cola"], "region": ["NCR"]}'),
    filters._read_within('{"region": ["NCR"]}'),
    'one of the lines is left out'
);

update core.settings
set value = '1'
where name = 'filters.max_values';
select is(
    tests.refusal(
        $$ select filters._read_within('{"region": ["a", "b"]}') $$
    ) ->> 'detail',
    'region has 2 values; at most 1 are allowed.',
    'too many values are refused'
);

select * from finish();
rollback;
