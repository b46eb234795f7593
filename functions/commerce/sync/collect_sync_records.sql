-- commerce.collect_sync_records: record the changes of a page of local variants.
--
-- Locks as commerce.merge_sync_changes. Definer: no role may write the tables.

create or replace function commerce.collect_sync_records(
    p_source text, p_after bigint, p_most integer
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
begin
    perform commerce._check_source(p_source);
    v_ids := array(
        select v.id
        from commerce.variants as v
        inner join commerce.products as p on v.product_id = p.id
        left join commerce.sync_records as r
            on r.source = p_source and r.entity = 'product' and v.id = r.local_id
        where
            v.id > coalesce(p_after, 0) and (r.id is not null or p.deleted_at is null)
        order by v.id
        limit p_most
    );
    perform commerce._sync_record(l.id)
    from commerce._lock_sync_records(
        p_source, commerce._list_sync_keys(p_source, v_ids, v_ids)
    ) as l;
    return case when cardinality(v_ids) = p_most then v_ids[p_most] end;
end;
$$;

grant execute on function commerce.collect_sync_records(text, bigint, integer)
to service_role, app_worker;

comment on function commerce.collect_sync_records(text, bigint, integer) is
$$The variant to go on after, or null at the end.

Emits: commerce.sync.changed on commerce:sync:<source>.
Errors: PT404 commerce.unknown_source.
$$;
