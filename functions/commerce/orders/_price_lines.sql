-- commerce._price_lines: the lines of a new order, with prices and taxes.
--
-- Prices are those of the default list now. The tax rate is that of the product's class
-- in the country of delivery, else the one for every country. Tax is rounded half up:
-- per line, or, with setting commerce.tax_rounding at document, so that the taxes of
-- the first n lines add up to the rounded tax of these lines. Either way the lines add
-- up to the totals.

create or replace function commerce._price_lines(p_lines jsonb, p_country text)
    returns table (
        line integer,
        variant_id bigint,
        sku text,
        title text,
        quantity integer,
        location_id bigint,
        currency text,
        unit_price_minor bigint,
        discount_minor bigint,
        tax_rate numeric,
        has_tax_included boolean,
        tax_minor bigint,
        total_minor numeric,
        fault_key text,
        fault text
    )
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with rules as (
        select core.setting('commerce.tax_rounding') #>> '{}' as rounding
    ),

    asked as (
        select
            r.place::integer as line,
            upper(r.record ->> 'sku') as sku,
            (r.record ->> 'quantity')::integer as quantity,
            upper(r.record ->> 'location') as location
        from jsonb_array_elements(p_lines) with ordinality as r (record, place)
    ),

    priced as (
        select
            a.line,
            a.sku,
            a.quantity,
            a.location,
            v.id as variant_id,
            t.title,
            t.tax_class,
            x.rate_percent as tax_rate,
            l.id as location_id,
            s.currency,
            s.has_tax_included,
            c.amount_minor,
            (c.amount_minor - coalesce(c.sale_amount_minor, c.amount_minor))
            * a.quantity::numeric as discount_minor,
            coalesce(c.sale_amount_minor, c.amount_minor) * a.quantity::numeric as amount,
            v.is_bundle and not exists (
                select
                from commerce.bundle_components as b
                where b.bundle_id = v.id
            ) as is_empty
        from asked as a
        left join (
            commerce.variants as v
            inner join commerce.products as t
                on
                    v.product_id = t.id
                    and t.status = 'published'
                    and t.deleted_at is null
                    and core.now() >= coalesce(t.starts_at, '-infinity')
                    and core.now() < coalesce(t.ends_at, 'infinity')
        ) on a.sku = v.sku
        left join commerce.locations as l on a.location = l.code and l.is_active
        left join commerce.price_lists as s on s.is_default
        left join commerce.prices as c
            on
                s.id = c.price_list_id
                and v.id = c.variant_id
                and c.valid @> core.now()
        left join lateral (
            select n.rate_percent
            from commerce.tax_rates as n
            where
                n.tax_class = t.tax_class
                and (n.country is null or n.country = upper(btrim(p_country)))
                and n.valid @> core.now()
            order by n.country
            limit 1
        ) as x on true
    ),

    taxed as (
        select
            p.*,
            r.rounding,
            p.amount * p.tax_rate
            / (100 + case when p.has_tax_included then p.tax_rate else 0 end) as tax
        from priced as p
        cross join rules as r
    ),

    rounded as (
        select
            t.*,
            case t.rounding
                when 'document' then
                    round(sum(t.tax) over (order by t.line))
                    - round(sum(t.tax) over (order by t.line) - t.tax)
                else round(t.tax)
            end as tax_minor
        from taxed as t
    )

    select
        r.line,
        r.variant_id,
        r.sku,
        r.title,
        r.quantity,
        r.location_id,
        r.currency,
        r.amount_minor,
        r.discount_minor::bigint,
        r.tax_rate,
        r.has_tax_included,
        r.tax_minor::bigint,
        r.amount + case when r.has_tax_included then 0 else r.tax_minor end,
        case
            when r.sku is null or r.quantity is null then 'commerce.invalid_lines'
            when r.quantity not between 1 and 100000 then 'commerce.invalid_lines'
            when r.variant_id is null then 'commerce.unknown_sku'
            when r.location is not null and r.location_id is null
                then 'commerce.unknown_location'
            when r.is_empty then 'commerce.invalid_lines'
            when r.amount_minor is null then 'commerce.price_missing'
            when r.tax_rate is null then 'commerce.tax_missing'
        end,
        case
            when r.sku is null or r.quantity is null
                then 'needs sku and quantity.'
            when r.quantity not between 1 and 100000
                then 'has a quantity that is not from 1 to 100000.'
            when r.variant_id is null
                then format('%L is not on sale.', core.excerpt(r.sku))
            when r.location is not null and r.location_id is null
                then format('%L is not an active location.', core.excerpt(r.location))
            when r.is_empty then format('%s is a bundle without components.', r.sku)
            when r.amount_minor is null
                then format('%s has no price now.', r.sku)
            when r.tax_rate is null
                then format('%s: tax class %s has no rate now.', r.sku, r.tax_class)
        end
    from rounded as r
$$;

comment on function commerce._price_lines(jsonb, text) is
$$One row per line {sku, quantity, location}; fault_key and fault say why it is refused.

p_country: the country of the address.

Units: amounts in minor units of currency; tax_rate in percent.
$$;
