-- tests.selections: selections of the small shop that are counted in different ways.

create or replace function tests.selections()
    returns setof jsonb
    language sql
    immutable
    security invoker
return unnest(array[
    '{}',
    '{"region": ["NCR"]}',
    '{"brand": ["fizz"]}',
    '{"brand": ["crisp", "fizz"]}',
    '{"category": ["food/drinks"], "store_class": ["A"]}',
    '{"brand": ["fizz"], "category": ["food/drinks", "food/snacks"]}'
]::jsonb[]);
