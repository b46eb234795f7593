-- commerce._read_lines: read a caller's lines {sku, quantity, location}, summed per key.
--
-- A bundle becomes its components. Two lines of one variant become one, so that they
-- cannot each pass a check that their sum fails.

create or replace function commerce._read_lines(p_lines jsonb)
    returns commerce.stock_line[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines constant jsonb := core.read_records(
        'lines', p_lines,
        '{"sku": "text", "quantity": "integer", "location": "text"}',
        200, 'Line', 'commerce.invalid_lines', 'commerce.too_many_lines'
    );
    v_fault text;
    v_key text;
begin
    if v_lines = '[]' then
        perform core.raise_error('commerce.invalid_lines', 'lines is empty.');
    end if;

    select
        case
            when l.line ->> 'sku' is null or v.id is null
                then format('Line %s: there is no SKU %L.', l.place, l.line ->> 'sku')
            when o.id is null and l.line ->> 'location' is not null
                then format(
                    'Line %s: there is no active location %L.',
                    l.place, l.line ->> 'location'
                )
            else format('Line %s: quantity is not from 1 to 1000000.', l.place)
        end,
        case
            when v.id is null then 'commerce.unknown_sku'
            when o.id is null and l.line ->> 'location' is not null
                then 'commerce.unknown_location'
            else 'commerce.invalid_lines'
        end
    into v_fault, v_key
    from jsonb_array_elements(v_lines) with ordinality as l (line, place)
    left join commerce.variants as v
        on
            v.sku = upper(l.line ->> 'sku')
            and exists (
                select from commerce.products as p
                where p.id = v.product_id and p.deleted_at is null
            )
    left join commerce.locations as o
        on o.code = upper(l.line ->> 'location') and o.is_active
    where
        v.id is null
        or (o.id is null and l.line ->> 'location' is not null)
        or ((l.line ->> 'quantity')::integer between 1 and 1000000) is not true
    order by l.place
    limit 1;
    if v_fault is not null then
        perform core.raise_error(v_key, v_fault);
    end if;

    return array(
        select
            row(
                coalesce(c.variant_id, v.id), o.id,
                least(
                    sum((l.line ->> 'quantity')::bigint * coalesce(c.quantity, 1)),
                    2000000000
                )
            )::commerce.stock_line
        from jsonb_array_elements(v_lines) as l (line)
        inner join commerce.variants as v on v.sku = upper(l.line ->> 'sku')
        left join commerce.bundle_components as c on v.id = c.bundle_id
        left join commerce.locations as o on o.code = upper(l.line ->> 'location')
        group by coalesce(c.variant_id, v.id), o.id
        order by coalesce(c.variant_id, v.id), o.id
    );
end;
$$;

comment on function commerce._read_lines(jsonb) is
$$Up to 200 lines as sums per variant and location, in the order of the keys.

Errors: PT422 commerce.invalid_lines, commerce.too_many_lines, PT404
commerce.unknown_sku, commerce.unknown_location.
$$;
