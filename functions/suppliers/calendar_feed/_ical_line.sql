-- suppliers._ical_line: a line of iCalendar, folded.
--
-- RFC 5545 3.1: at most 75 octets, the space that begins a continuation included. Where
-- a character may have four octets, 18 of them always fit.

create or replace function suppliers._ical_line(p_name text, p_value text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select regexp_replace(
        p_name || ':' || p_value,
        case
            when octet_length(p_value) = length(p_value) then '(.{74})(?=.)'
            else '(.{18})(?=.)'
        end,
        E'\\1\r\n ',
        'g'
    ) || E'\r\n'
$$;

comment on function suppliers._ical_line(text, text) is
    'A property and its value, which is escaped already; it ends with CR LF.';
