-- suppliers._plain_name: the name of a company without what spellings differ in.
--
-- Case, accents, punctuation, legal forms and the order of the words go; a name of
-- which nothing would be left stays as it is, in small letters.

create or replace function suppliers._plain_name(p_name text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        string_agg(w.word, ' ' order by w.word collate "C"), lower(p_name)
    )
    from regexp_split_to_table(
        regexp_replace(
            regexp_replace(
                lower(normalize(p_name, nfkd)), '[.''\u0300-\u036f]', '', 'g'
            ),
            '[\u0020-/:-@[-`{-~]+', ' ', 'g'
        ),
        ' +'
    ) as w (word)
    where
        w.word <> all(
            array[
                '', 'ab', 'ag', 'as', 'bv', 'co', 'company', 'corp', 'corporation', 'ev',
                'gmbh', 'inc', 'incorporated', 'kg', 'limited', 'llc', 'ltd', 'nv', 'oy',
                'plc', 'private', 'pty', 'pvt', 'sa', 'sarl', 'spa', 'srl', 'the'
            ]
        )
$$;

comment on function suppliers._plain_name(text) is
    'Equal for two spellings of one name: Acme Kits Ltd., KITS, ACME.';
