-- master._fold_name: the part of a name that two spellings of one place share.
--
-- Letters of any script stay; marks on letters, white space and punctuation go. Under a
-- database of locale C only ASCII letters lose their case.

create or replace function master._fold_name(p_name text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select regexp_replace(
        regexp_replace(
            regexp_replace(
                lower(normalize(p_name, nfkd)), '\(.*\)', '', 'g'
            ),
            '^city of | city$', '', 'g'
        ),
        E'[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u0300-\u036f\u2000-\u206f]', '', 'g'
    )
$$;

comment on function master._fold_name(text) is
    'Lower case without "City of", parentheses, accents, spaces and punctuation.';
