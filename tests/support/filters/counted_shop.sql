-- tests.counted_shop: a small table with two registered dimensions.
--
--   t_shop.lines   1 red S    2 red M    3 blue S    4 (none) S
--
-- `colour` has the master table t_shop.colours; `size` cascades from it. Both are live.

create or replace function tests.counted_shop()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    create schema t_shop;
    create table t_shop.colours (code text primary key, name text);
    create table t_shop.lines (
        id bigint primary key,
        colour text,
        size text,
        facts jsonb,
        weight double precision,
        sold_on date
    );
    insert into t_shop.colours values ('red', 'A red');
    insert into t_shop.lines (id, colour, size, facts, sold_on)
    values
    (1, 'red', 'S', '{"from": {"city": "Cebu"}}', '2024-05-01'),
    (2, 'red', 'M', '{"from": {"city": "Makati"}}', '2024-05-02'),
    (3, 'blue', 'S', '{}', null),
    (4, null, 'S', null, null);
    perform filters.allow_source(
        't_shop.lines', array['id', 'colour', 'size', 'facts', 'sold_on']
    );
    perform filters.allow_source(
        't_shop.colours', array['code', 'name'], array['master', 'prune']
    );
    perform core.run_operation_chunks(
        (
            filters.register_dimension('{
                "name": "colour", "label": "Colour", "source": "t_shop.lines",
                "column": "colour", "prune_after": "1 day", "protected": ["black"],
                "master": {"table": "t_shop.colours", "key": "code", "label": "name"}
            }') -> 'operation_id'
        )::bigint
    );
    perform core.run_operation_chunks(
        (
            filters.register_dimension('{
                "name": "size", "source": "t_shop.lines", "column": "size",
                "parent": "colour"
            }') -> 'operation_id'
        )::bigint
    );
end;
$$;
