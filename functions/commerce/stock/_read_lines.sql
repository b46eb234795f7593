-- commerce._read_lines: read a caller's lines {sku, quantity, location}, summed per
-- key.
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
    v_records constant jsonb := core.read_records(
        'lines', p_lines,
        '{"sku": "text", "quantity": "integer", "location": "text"}',
        200, 'Line', 'commerce.invalid_lines', 'commerce.too_many_lines', '{}'
    );
    v_lines commerce.stock_line[];
    v_is_valid boolean;
begin
    select
        array_agg(
            row(s.variant_id, s.location_id, s.quantity)::commerce.stock_line
            order by s.variant_id, s.location_id
        ),
        bool_and(s.is_valid)
    into v_lines, v_is_valid
    from (
        select
            coalesce(c.variant_id, v.id) as variant_id,
            o.id as location_id,
            least(
                sum((r.line ->> 'quantity')::bigint * coalesce(c.quantity, 1)),
                2000000000
            ) as quantity,
            bool_and(
                v.id is not null
                and p.deleted_at is null
                and case
                    when p.status = 'published' then true
                    else core.can_act_as('admin', 'buyer', 'warehouse')
                end
                and (o.id is not null or r.line ->> 'location' is null)
                and (r.line ->> 'quantity')::integer between 1 and 1000000
            ) is true as is_valid
        from jsonb_array_elements(v_records) as r (line)
        left join commerce.variants as v on v.sku = upper(r.line ->> 'sku')
        left join commerce.products as p on v.product_id = p.id
        left join commerce.bundle_components as c on v.is_bundle and v.id = c.bundle_id
        left join commerce.locations as o
            on o.code = upper(r.line ->> 'location') and o.is_active
        group by 1, 2
    ) as s;

    if v_is_valid is not true then
        perform commerce._refuse_lines(v_records);
    end if;
    return v_lines;
end;
$$;

comment on function commerce._read_lines(jsonb) is
$$Up to 200 lines as sums per variant and location, in the order of the keys.

Errors: PT422 commerce.invalid_lines, commerce.too_many_lines, PT404
commerce.unknown_sku, commerce.unknown_location.
$$;
