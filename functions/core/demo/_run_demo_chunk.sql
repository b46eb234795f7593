-- core._run_demo_chunk: read lines of a price list, and refuse those without a price.

create or replace function core._run_demo_chunk(
    p_operation core.operations, p_chunk jsonb
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'place', i.place,
                'key', 'core.invalid_argument',
                'detail', format(
                    'The price of %s is not a number: %s.',
                    core.excerpt(i.item ->> 'sku'), core.excerpt(i.item ->> 'price')
                )
            )
            order by i.place
        ),
        '[]'
    )
    from jsonb_array_elements(p_chunk) with ordinality as i (item, place)
    where coalesce(i.item ->> 'price', '') !~ '^[0-9]+$'
$$;

comment on function core._run_demo_chunk(core.operations, jsonb) is
    'Chunks of operations of kind core.demo, which the demo makes; it writes nothing.';
