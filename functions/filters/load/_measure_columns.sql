-- filters._measure_columns: what the values of each column of a sample look like.
--
-- A date that is not ISO counts for each order in which it can be read: 04/05/2022 for
-- both, 31/07/2022 for dmy alone.

create or replace function filters._measure_columns(p_header text[], p_rows jsonb)
    returns table (
        source text,
        folded text,
        filled bigint,
        different bigint,
        numbers bigint,
        wholes bigint,
        iso_dates bigint,
        dmy_dates bigint,
        mdy_dates bigint,
        example text
    )
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        h.source,
        trim('_' from regexp_replace(lower(h.source), '[^a-z0-9]+', '_', 'g')),
        count(c.value),
        count(distinct c.value),
        count(*) filter (where c.value ~ '^-?[0-9]+(\.[0-9]+)?$'),
        count(*) filter (where c.value ~ '^-?[0-9]+$'),
        count(*) filter (where c.value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?$'),
        count(*) filter (where d.one between 1 and 31 and d.two between 1 and 12),
        count(*) filter (where d.one between 1 and 12 and d.two between 1 and 31),
        min(c.value)
    from unnest(p_header) with ordinality as h (source, position)
    left join lateral (
        select nullif(btrim(r.item ->> (h.position - 1)::integer), '') as value
        from jsonb_array_elements(p_rows) as r (item)
    ) as c on c.value is not null
    left join lateral (
        select m.parts[1]::integer as one, m.parts[2]::integer as two
        from regexp_match(
            c.value, '^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{2,4}( .*)?$'
        ) as m (parts)
    ) as d on true
    group by h.position, h.source
    order by h.position
$$;

comment on function filters._measure_columns(text[], jsonb) is
$$One row per column of the header, in its order.

p_rows: an array of arrays of texts. folded is the name in lower case with underscores.
Units: rows of the sample, for each count.
$$;
