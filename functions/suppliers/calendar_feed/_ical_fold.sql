-- suppliers._ical_fold: fold the lines of iCalendar that are too long.
--
-- RFC 5545 3.1: at most 75 octets, the space that begins a continuation included. Where
-- a character may have four octets, 18 of them always fit. A line of whole parts has a
-- fold at its end, which is cut off: a lookahead instead takes ten times as long. One
-- call for a calendar, as a call for each of its 20,000 lines would take longer than
-- all else.

create or replace function suppliers._ical_fold(p_text text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select string_agg(
        case
            when octet_length(l.line) <= 75 then l.line
            else left(f.line, length(f.line) - 3 * (length(l.line) % w.width = 0)::integer)
        end,
        E'\r\n' order by l.place
    )
    from string_to_table(p_text, E'\r\n') with ordinality as l (line, place)
    cross join lateral (
        select case when octet_length(l.line) = length(l.line) then 74 else 18 end as width
    ) as w
    cross join lateral (
        select case
            when octet_length(l.line) > 75
                then regexp_replace(
                    l.line, '.{' || w.width || '}', E'\\&\r\n ', 'g'
                )
        end as line
    ) as f
$$;

comment on function suppliers._ical_fold(text) is
    'Lines that end with CR LF, in and out.';
