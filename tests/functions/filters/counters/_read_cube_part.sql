-- Proves functions/filters/counters/_read_cube_part.sql.
begin;
select plan(3);

-- Given: the shop with registered dimensions.
select tests.registered_shop();

select is(
    filters._read_cube_part('{"product": ["cola"], "brand": ["fizz"]}'),
    filters._read_within('{"brand": ["fizz"]}'), 'the dimensions of the cube as ids'
);
select is(
    filters._read_cube_part('{"product": ["cola"]}'), null, 'null without one'
);
select is(filters._read_cube_part('{}'), null, 'null for the empty selection');

select * from finish();
rollback;
