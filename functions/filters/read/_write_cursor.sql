-- filters._write_cursor: the end of a page of values, as text that is safe in a URL.

create or replace function filters._write_cursor(
    p_dimension text, p_label text, p_value text
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select translate(
        encode(
            convert_to(jsonb_build_array(p_dimension, p_label, p_value)::text, 'UTF8'),
            'base64'
        ),
        e'+/=\n', '-_'
    )
$$;

grant execute on function filters._write_cursor(text, text, text)
to authenticated, service_role;

comment on function filters._write_cursor(text, text, text) is
    'An opaque cursor after this value; filters._read_cursor reads it.';
