-- suppliers._ical_text: a text as a value of iCalendar.
--
-- RFC 5545 3.3.11: backslash, semicolon and comma are escaped, a new line is \n; of the
-- control characters only the tab may be there.

create or replace function suppliers._ical_text(p_text text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select regexp_replace(
        regexp_replace(
            regexp_replace(p_text, '([\\;,])', '\\\1', 'g'),
            E'\r\n|\r|\n', '\\n', 'g'
        ),
        '[\x01-\x08\x0B-\x1F\x7F]', '', 'g'
    )
$$;

comment on function suppliers._ical_text(text) is
    'Escaped, without control characters.';
