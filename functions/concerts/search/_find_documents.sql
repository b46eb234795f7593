-- concerts._find_documents: the documents that are most like a search.
--
-- Documents that share a rare trigram come from the index. Those whose signatures share
-- most with that of the search are compared trigram by trigram: a document should have
-- those of the search, and few others. The order of words does not count.

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
            concerts._rare_grams(g.grams) as rare
        from (values (concerts._list_grams(p_folded))) as g (grams)
    )

    , near as materialized (
        select d.entity, d.record_id, d.folded, d.grams, s.grams as wanted
        from concerts.search_documents as d
        cross join search as s
        where d.grams && (select r.rare from search as r)
        order by
            bit_count(d.signature & s.signature) desc,
            bit_count(d.signature),
            d.entity, d.record_id
        limit 200
    )

    select n.entity, n.record_id, (
        0.8 * s.shared / cardinality(n.wanted)
        + 0.15 * s.shared / (cardinality(n.wanted) + cardinality(n.grams) - s.shared)
        + case when n.folded = p_folded then 0.05 else 0 end
    )::double precision as score
    from near as n
    cross join lateral (
        values (
            cardinality(array(select unnest(n.grams) intersect select unnest(n.wanted)))
        )
    ) as s (shared)
    where s.shared >= 0.4 * cardinality(n.wanted)
    order by 3 desc, n.entity, n.record_id
    limit p_count
$$;

comment on function concerts._find_documents(text, integer) is
    'Up to p_count documents with their scores. Units: 0 to 1.';
