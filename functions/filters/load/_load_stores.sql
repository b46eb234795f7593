-- filters._load_stores: load a staging table of stores, before or after their lines.
--
-- The lock of filters._load_transactions comes first: a writer of lines may wait for a
-- store that is written here, and a store that moves waits for the writers of lines.

create or replace function filters._load_stores(p_staging regclass)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault record;
    v_stores filters.staged_store[];
    v_count bigint;
begin
    lock table filters.transactions in share row exclusive mode;
    v_stores := array(select n from filters._read_stores(p_staging) as n);
    select f.line, f.reason
    into v_fault
    from filters._refuse_stores(p_staging) as f
    order by f.line
    limit 1;
    if found then
        perform core.raise_error(
            'filters.invalid_store', format('Line %s: %s.', v_fault.line, v_fault.reason)
        );
    end if;

    perform master.add_store_classes(
        array(select n.store_class from unnest(v_stores) as n)
    );
    update filters.stores as s
    set
        name = coalesce(n.name, s.name),
        place_id = coalesce(n.place_id, s.place_id),
        store_class_id = coalesce(k.id, s.store_class_id)
    from unnest(v_stores) as n
    left join master.store_classes as k on n.store_class = k.code
    where
        s.store_key = n.store_key
        and (
            coalesce(n.name, s.name), coalesce(n.place_id, s.place_id),
            coalesce(k.id, s.store_class_id)
        ) is distinct from (s.name, s.place_id, s.store_class_id);

    insert into filters.stores (store_key, name, place_id, store_class_id)
    select
        n.store_key, coalesce(n.name, concat('Store ', n.store_key)), n.place_id, k.id
    from unnest(v_stores) as n
    left join master.store_classes as k on n.store_class = k.code
    where not exists (
        select from filters.stores as s where s.store_key = n.store_key
    )
    order by n.store_key;

    execute format('select count(*) from %s', p_staging) into v_count;
    return v_count;
end;
$$;

comment on function filters._load_stores(regclass) is
$$Upsert stores by their key; returns the number of rows.

Columns: store, name, store_class, place, scheme, country, region, province, city.
Required: store.
A store stands in a place of any level: place is its code in the scheme, or without a
scheme a place_key or scheme:code; else country with the names of region, province and
city, in any spelling of master.places, of which the deepest is the place. Lines that a
store has are counted at its new place and class in the same transaction. An empty field
leaves what is stored; a new store without a name is called Store <key>.
Errors: PT422 filters.invalid_store.
$$;
