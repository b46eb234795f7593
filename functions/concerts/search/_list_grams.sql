-- concerts._list_grams: the trigrams of a folded text, as pg_trgm takes them.
--
-- Two blanks come before each word and one behind it.

create or replace function concerts._list_grams(p_folded text)
    returns text[]
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select array(
        select distinct substr('  ' || w.word || ' ', n.place, 3)
        from string_to_table(p_folded, ' ') as w (word)
        cross join lateral generate_series(1, length(w.word) + 1) as n (place)
        where w.word <> ''
        order by 1
    )
$$;

comment on function concerts._list_grams(text) is
    'Return distinct trigrams of the words, in order.';
