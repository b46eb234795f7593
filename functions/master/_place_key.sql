-- master._place_key: the part of a name that two spellings of one place share.

create or replace function master._place_key(p_name text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select regexp_replace(
        translate(
            regexp_replace(
                regexp_replace(lower(p_name), '\(.*\)', '', 'g'),
                '^city of | city$', '', 'g'
            ),
            'ñ', 'n'
        ),
        '[^a-z0-9]', '', 'g'
    )
$$;

comment on function master._place_key(text) is
    'Lower case without "City of", parentheses, accents of ñ, spaces and punctuation.';
