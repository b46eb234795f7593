-- core._unpack_cursor: what a cursor in base64 holds; null when it holds no JSON.

create or replace function core._unpack_cursor(p_after text)
    returns jsonb
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if length(p_after) > 10000 then
        return null;
    end if;

    return core._parse_json(
        convert_from(
            decode(
                translate(p_after, '-_', '+/')
                || repeat('=', (4 - length(p_after) % 4) % 4),
                'base64'
            ),
            'UTF8'
        ),
        10000
    );
exception
    when data_exception then
        return null;
end;
$$;

grant execute on function core._unpack_cursor(text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core._unpack_cursor(text) is
    'The JSON behind a cursor of base64, in the alphabet of URLs; null for any other.';
