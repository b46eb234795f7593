-- core._decode_percent: one segment of a URL's path, decoded once.
--
-- It decodes as PostgREST does before it routes: `%` and two hexadecimal digits are a
-- byte, in either case; any other `%` stays, and so does `+`. The bytes must be UTF-8
-- without NUL; otherwise the result is null, which names no RPC.

create or replace function core._decode_percent(p_segment text)
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if strpos(p_segment, '%') = 0 then
        return p_segment;
    end if;

    return convert_from(
        (
            select string_agg(
                case
                    when p.part ~ '^%.' then decode(substr(p.part, 2), 'hex')
                    else convert_to(p.part, 'UTF8')
                end,
                ''::bytea
                order by p.place
            )
            from (
                select r.parts[1] as part, r.place
                from regexp_matches(p_segment, '%[0-9A-Fa-f]{2}|%|[^%]+', 'g')
                with ordinality as r (parts, place)
            ) as p
        ),
        'UTF8'
    );
exception
    when data_exception then
        return null;
end;
$$;

comment on function core._decode_percent(text) is
    'A segment of a path without its percent-encoding; null when it is not UTF-8 text.';
