-- commerce.set_tax_rate: set the tax rate of a class for a period.
--
-- A period that it meets is cut, or split in two where it reaches beyond both ends.
-- Writers of rates come one after another. A trigger audits the rows. Definer: no role
-- may write the table.

create or replace function commerce.set_tax_rate(
    p_tax_class text,
    p_rate_percent numeric,
    p_country text default null,
    p_valid_from timestamptz default null,
    p_valid_until timestamptz default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_key constant text := 'commerce.invalid_tax_rate';
    v_country text;
    v_from constant timestamptz := coalesce(p_valid_from, core.now());
    v_valid tstzrange;
    v_met commerce.tax_rates;
    v_rest tstzrange[];
    v_id bigint;
begin
    perform core.require_role('admin');
    if (core.read_text('tax_class', p_tax_class, 1, 40, c_key) ~ '^[a-z][a-z0-9_-]*$')
        is not true
    then
        perform core.raise_error(
            c_key,
            'tax_class is not lower-case letters, digits, hyphens and underscores.'
        );
    end if;
    if (p_rate_percent between 0 and 100 and scale(p_rate_percent) <= 4) is not true then
        perform core.raise_error(
            c_key, 'rate_percent is not a number from 0 to 100 with up to 4 decimals.'
        );
    end if;
    v_country := upper(btrim(
        core.read_text('country', p_country, 0, 60, c_key)
    ));
    -- Upper case may be longer, as SS is than ß.
    if length(v_country) not between 1 and 60 then
        perform core.raise_error(c_key, 'country must have 1 to 60 characters.');
    end if;
    perform core.read_time('valid_from', v_from);
    if p_valid_until is not null then
        perform core.read_time('valid_until', p_valid_until);
    end if;
    if p_valid_until <= v_from then
        perform core.raise_error(c_key, 'valid_until is not after valid_from.');
    end if;
    v_valid := tstzrange(v_from, p_valid_until);
    perform pg_advisory_xact_lock(hashtextextended('commerce.tax_rates', 0));

    for v_met in
        select r.*
        from commerce.tax_rates as r
        where
            r.tax_class = p_tax_class
            and r.country is not distinct from v_country
            and r.valid && v_valid
        order by r.id
    loop
        v_rest := array(
            select p.period
            from unnest(tstzmultirange(v_met.valid) - tstzmultirange(v_valid)) as p (period)
            order by p.period
        );
        if v_rest = '{}' then
            delete from commerce.tax_rates where id = v_met.id;
        else
            update commerce.tax_rates set valid = v_rest[1] where id = v_met.id;
        end if;
        if cardinality(v_rest) = 2 then
            insert into commerce.tax_rates (tax_class, country, rate_percent, valid)
            values (p_tax_class, v_country, v_met.rate_percent, v_rest[2]);
        end if;
    end loop;

    insert into commerce.tax_rates (tax_class, country, rate_percent, valid)
    values (p_tax_class, v_country, p_rate_percent, v_valid)
    returning id into v_id;
    return commerce._show_tax_rate(v_id);
end;
$$;

grant execute on function commerce.set_tax_rate(
    text, numeric, text, timestamptz, timestamptz
) to authenticated, service_role;

comment on function commerce.set_tax_rate(
    text, numeric, text, timestamptz, timestamptz
) is
$$Set the tax rate of a class for a period; for app role admin.

The period is from valid_from (without it: now) until valid_until (without it: for
good). It replaces what the class has in that country for the period: a period that
reaches into it is cut, one that surrounds it is split. The first rate of a class makes
the class. country is that of the addresses of orders, in any case; without it the rate
counts in every country that has none. Orders that are there keep their taxes. It is
audited.
Returns: list_tax_rates.items
Units: percent, 0 to 100, with up to 4 decimals.
Errors: PT403 core.not_permitted, PT422 commerce.invalid_tax_rate,
core.invalid_argument.
Example: {"tax_class": "reduced", "rate_percent": 5, "country": "PH"}
Budget: 200 ms.
$$;
