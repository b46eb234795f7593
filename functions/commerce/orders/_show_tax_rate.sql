-- commerce._show_tax_rate: a tax rate as RPCs return it.

create or replace function commerce._show_tax_rate(p_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', r.id,
        'tax_class', r.tax_class,
        'country', r.country,
        'rate_percent', r.rate_percent,
        'valid_from', lower(r.valid),
        'valid_until', upper(r.valid)
    )
    from commerce.tax_rates as r
    where r.id = p_id
$$;

grant execute on function commerce._show_tax_rate(bigint)
to authenticated, service_role;

comment on function commerce._show_tax_rate(bigint) is
    '{id, tax_class, country, rate_percent, valid_from, valid_until}.';
