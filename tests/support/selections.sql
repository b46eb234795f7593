-- tests.selections: selections of the small shop, each of which is counted another way.

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
