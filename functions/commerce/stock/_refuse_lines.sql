-- commerce._refuse_lines: raise the error of the first line that is invalid.

create or replace function commerce._refuse_lines(p_lines jsonb)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_line record;
begin
    select r.line, r.place, v.id as variant_id, o.id as location_id
    into v_line
    from jsonb_array_elements(p_lines) with ordinality as r (line, place)
    left join commerce.variants as v
        on
            v.sku = upper(r.line ->> 'sku')
            and exists (
                select from commerce.products as p
                where
                p.id = v.product_id
                and p.deleted_at is null
                and (
                    p.status = 'published'
                    or core.can_act_as('admin', 'buyer', 'warehouse')
                )
            )
    left join commerce.locations as o
        on o.code = upper(r.line ->> 'location') and o.is_active
    where
        v.id is null
        or (o.id is null and r.line ->> 'location' is not null)
        or ((r.line ->> 'quantity')::integer between 1 and 1000000) is not true
    order by r.place
    limit 1;

    if v_line.place is null then
        perform core.raise_error('commerce.invalid_lines', 'lines is empty.');
    elsif v_line.variant_id is null then
        perform core.raise_error(
            'commerce.unknown_sku',
            format(
                'Line %s: there is no SKU %L.',
                v_line.place, core.excerpt(v_line.line ->> 'sku')
            )
        );
    elsif v_line.location_id is null and v_line.line ->> 'location' is not null then
        perform core.raise_error(
            'commerce.unknown_location',
            format(
                'Line %s: there is no active location %L.',
                v_line.place, core.excerpt(v_line.line ->> 'location')
            )
        );
    end if;
    perform core.raise_error(
        'commerce.invalid_lines',
        format('Line %s: quantity is not from 1 to 1000000.', v_line.place)
    );
end;
$$;

comment on function commerce._refuse_lines(jsonb) is
$$Raise what is wrong with lines {sku, quantity, location}.

Errors: PT422 commerce.invalid_lines, PT404 commerce.unknown_sku,
commerce.unknown_location.
$$;
