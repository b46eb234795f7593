-- concerts._rare_grams: the trigrams of a search, those that few documents have first.
--
-- By the statistics that Postgres keeps of the array; a trigram that they do not list
-- is rare. The caller is the owner: other roles see no statistics of this table.

create or replace function concerts._rare_grams(p_grams text[])
    returns text[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with common as materialized (
        select e.gram, f.share
        from pg_catalog.pg_stats as s
        cross join lateral unnest(s.most_common_elems::text::text[])
        with ordinality as e (gram, place)
        inner join lateral unnest(s.most_common_elem_freqs)
        with ordinality as f (share, place) on e.place = f.place
        where
            s.schemaname = 'concerts'
            and s.tablename = 'search_documents'
            and s.attname = 'grams'
    )

    select array(
        select g.gram
        from unnest(p_grams) as g (gram)
        left join common as c on g.gram = c.gram
        order by coalesce(c.share, 0), g.gram
    )
$$;

comment on function concerts._rare_grams(text[]) is
    'Return the trigrams, the rarest first.';
