-- concerts.reindex_search: rewrite the search documents that differ from their records.
--
-- Triggers keep them; what they can miss is a show that is added while its artist gets
-- another name in a second transaction. The nightly job calls this. Definer: no role
-- may write the documents.

create or replace function concerts.reindex_search()
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_entity text;
    v_ids bigint[];
    v_count bigint := 0;
begin
    perform core.require_role('admin');
    foreach v_entity in array '{artist,venue,show}'::text[] loop
        v_ids := array(
            select coalesce(t.record_id, d.record_id)
            from (
                select s.* from concerts.search_texts as s where s.entity = v_entity
            ) as t
            full join (
                select s.* from concerts.search_documents as s where s.entity = v_entity
            ) as d on t.record_id = d.record_id
            where t.content is distinct from d.content
        );
        perform concerts._index_search(v_entity, v_ids);
        v_count := v_count + cardinality(v_ids);
    end loop;
    return jsonb_build_object('documents', v_count);
end;
$$;

grant execute on function concerts.reindex_search() to authenticated, service_role;

comment on function concerts.reindex_search() is
$$Rewrite the search documents that differ from their records; for app role admin.

documents is how many differed.
Returns: {documents: bigint}
Errors: PT403 core.not_permitted.
Example: {}
Budget: 60000 ms.
$$;
