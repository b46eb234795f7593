-- concerts._find_documents: the documents that are most like a search.
--
-- First those with all its trigrams; only if these are too few, also those with two of
-- its six rarest trigrams: a typing error changes three of a word. If no document has
-- all, a word may not fit: then parts of words are tried, too (_list_probes). Each way
-- is bounded, so a search of common words takes no longer. Documents whose signatures
-- share most with that of the search are then compared trigram by trigram: a document
-- should have those of the search, and few others. The order of words does not count.
--
-- A document fits if it has 40 percent of the trigrams; or if the words of which it has
-- half of the trigrams, as mistyped ones, make up 35 percent of the search.

create or replace function concerts._find_documents(p_folded text, p_count integer)
    returns table (entity text, record_id bigint, score double precision)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with search as materialized (
        select
            g.grams, concerts._sign_grams(g.grams) as signature,
            (concerts._rare_grams(g.grams))[1:6] as rare
        from (values (concerts._list_grams(p_folded))) as g (grams)
        where g.grams <> '{}'
    )

    , whole as materialized (
        select d.entity, d.record_id, d.signature
        from search as s
        cross join lateral (
            select n.entity, n.record_id, n.signature
            from concerts.search_documents as n
            where n.grams @> s.grams
            limit 500
        ) as d
    )

    , probe as materialized (
        select array[a.gram, b.gram] as grams
        from search as s
        cross join lateral unnest(s.rare) with ordinality as a (gram, place)
        inner join lateral unnest(s.rare) with ordinality as b (gram, place)
            on a.place < b.place
        where (select count(*) from whole as w) < p_count
        union
        select p.grams
        from concerts._list_probes(p_folded) as p
        where not exists (select from whole)
    )

    , near as materialized (
        select f.entity, f.record_id
        from (
            select w.entity, w.record_id, w.signature
            from whole as w
            union
            select n.entity, n.record_id, n.signature
            from probe as p
            cross join lateral (
                select o.entity, o.record_id, o.signature
                from concerts.search_documents as o
                where o.grams @> p.grams
                limit 100
            ) as n
        ) as f
        cross join search as s
        order by
            bit_count(f.signature & s.signature) desc,
            bit_count(f.signature),
            f.entity, f.record_id
        limit 150
    )

    , word as materialized (
        select g.grams, cardinality(g.grams) as size
        from string_to_table(p_folded, ' ') as w (word)
        cross join lateral (values (concerts._list_grams(w.word))) as g (grams)
    )

    select d.entity, d.record_id, (
        0.8 * cardinality(c.shared) / cardinality(s.grams)
        + 0.15 * cardinality(c.shared) / (
            cardinality(s.grams) + cardinality(d.grams) - cardinality(c.shared)
        )
        + case when d.folded = p_folded then 0.05 else 0 end
    )::double precision as score
    from near as n
    cross join search as s
    inner join concerts.search_documents as d
        on n.entity = d.entity and n.record_id = d.record_id
    cross join lateral (
        select array(
            select unnest(d.grams) intersect select unnest(s.grams)
        ) as shared
        offset 0
    ) as c
    where
        cardinality(c.shared) >= 0.4 * cardinality(s.grams)
        or (
            select
                sum(w.size) filter (
                    where 2 * (
                        select count(*) from unnest(w.grams) as g (gram)
                        where g.gram = any(c.shared)
                    ) >= w.size
                ) >= 0.35 * sum(w.size)
            from word as w
        )
    order by 3 desc, d.entity, d.record_id
    limit p_count
$$;

comment on function concerts._find_documents(text, integer) is
    'Return up to p_count documents with their scores. Units: 0 to 1.';
