-- concerts._json_text: the text at a path of a page; null where it is absent, empty or
-- of another type.
--
-- Numbers are text too: sources write ids either way.

create or replace function concerts._json_text(
    p_value jsonb, p_path text, p_most integer default 300
)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select nullif(left(btrim(v.value #>> '{}', E' \t\n\r'), p_most), '')
    from (select p_value #> string_to_array(p_path, '.') as value) as v
    where jsonb_typeof(v.value) in ('string', 'number')
$$;

comment on function concerts._json_text(jsonb, text, integer) is
    'Return the trimmed text or number at a path such as a.b.0.c, cut to p_most '
    'characters.';
