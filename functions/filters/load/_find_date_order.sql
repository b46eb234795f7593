-- filters._find_date_order: in which order a column of a sample writes its dates.
--
-- Never a guess: where every date can be read both ways, the answer is a reason.

create or replace function filters._find_date_order(
    p_header text[], p_rows jsonb, p_source text
)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'order', case
            when m.dmy_dates + m.iso_dates = m.filled and m.mdy_dates < m.dmy_dates
                then 'dmy'
            when m.mdy_dates + m.iso_dates = m.filled and m.dmy_dates < m.mdy_dates
                then 'mdy'
        end,
        'fault', case
            when m.iso_dates = m.filled then null
            when
                greatest(m.dmy_dates, m.mdy_dates) + m.iso_dates < m.filled
                then format('%s writes its dates in several ways', p_source)
            when m.dmy_dates = m.mdy_dates
                then format(
                    '%s: each date of the sample can be read both ways, such as %s; ask '
                    'who made the file, then say --date-order dmy or mdy',
                    p_source, core.excerpt(m.example)
                )
        end
    )
    from filters._measure_columns(p_header, p_rows) as m
    where m.source = p_source
$$;

comment on function filters._find_date_order(text[], jsonb, text) is
    '{order: dmy, mdy or null for ISO, fault: why there is no order}.';
