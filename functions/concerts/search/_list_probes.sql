-- concerts._list_probes: sets of trigrams, one of which a fitting document has.
--
-- For a search whose words no document has together: one word may be mistyped, or not
-- fit. Each of the four longest words is tried whole, and whole with a rare trigram of
-- another word; then pairs of rare trigrams, as all words may be mistyped. Each word
-- has rare trigrams of its own, or those of a word that no document has would be all.

create or replace function concerts._list_probes(p_folded text)
    returns table (grams text[])
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with word as materialized (
        select d.grams, row_number() over () as place, count(*) over () as words
        from (
            select distinct g.grams, cardinality(g.grams) as size
            from string_to_table(p_folded, ' ') as w (word)
            cross join lateral (values (concerts._list_grams(w.word))) as g (grams)
            where w.word <> ''
            order by 2 desc, 1
            limit 4
        ) as d
    )

    , part as materialized (
        select w.place, r.gram
        from (
            values (concerts._rare_grams(concerts._list_grams(p_folded)))
        ) as a (grams)
        cross join word as w
        cross join lateral (
            select o.gram
            from unnest(a.grams) with ordinality as o (gram, place)
            where o.gram = any(w.grams)
            order by o.place
            limit case w.words when 1 then 6 when 2 then 5 when 3 then 3 else 2 end
        ) as r
    )

    select w.grams from word as w
    union
    select w.grams || p.gram
    from word as w
    inner join part as p on w.place <> p.place
    where not p.gram = any(w.grams)
    union
    select array[a.gram, b.gram]
    from part as a
    inner join part as b on a.gram < b.gram
$$;

comment on function concerts._list_probes(text) is
    'Return up to 60 sets of trigrams, each of one word or two.';
