-- concerts._index_search: bring the search documents of some records up to date.

create or replace function concerts._index_search(p_entity text, p_ids bigint[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    delete from concerts.search_documents as d
    where
        d.entity = p_entity
        and d.record_id = any(p_ids)
        and not exists (
            select
            from concerts.search_texts as t
            where t.entity = p_entity and t.record_id = d.record_id
        );
    insert into concerts.search_documents as d (
        entity, record_id, content, folded, grams, signature
    )
    select
        p_entity, t.record_id, t.content, f.folded, g.grams, concerts._sign_grams(g.grams)
    from concerts.search_texts as t
    left join concerts.search_documents as o
        on o.entity = p_entity and t.record_id = o.record_id
    cross join lateral (values (concerts._fold_text(t.content))) as f (folded)
    cross join lateral (values (concerts._list_grams(f.folded))) as g (grams)
    where
        t.entity = p_entity
        and t.record_id = any(p_ids)
        and t.content is distinct from o.content
    order by t.record_id
    on conflict (entity, record_id) do update
    set
        content = excluded.content,
        folded = excluded.folded,
        grams = excluded.grams,
        signature = excluded.signature
$$;

comment on function concerts._index_search(text, bigint[]) is
    'Write the documents of these records from concerts.search_texts.';
