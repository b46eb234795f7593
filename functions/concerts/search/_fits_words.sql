-- concerts._fits_words: whether a document has enough words of a search.
--
-- It has a word if it has half of its trigrams, as mistyped words have. The words that
-- it has must make up 35 percent of the search: one of two words may not fit at all,
-- but a short one alone is not enough.

create or replace function concerts._fits_words(p_folded text, p_shared text[])
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        coalesce(
            sum(cardinality(w.grams)) filter (
                where 2 * (
                    select count(*) from unnest(w.grams) as g (gram)
                    where g.gram = any(p_shared)
                ) >= cardinality(w.grams)
            ), 0
        ) >= 0.35 * sum(cardinality(w.grams))
    from (
        select concerts._list_grams(s.word) as grams
        from string_to_table(p_folded, ' ') as s (word)
        offset 0
    ) as w
$$;

comment on function concerts._fits_words(text, text[]) is
    'Return whether trigrams that a document shares with a search make up its words.';
