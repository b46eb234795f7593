-- master.add_store_classes: add the store classes that some lines name.
--
-- New rows go in by the order of their codes: two calls that add the same codes wait
-- for each other in one direction only.

create or replace function master.add_store_classes(p_codes text[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into master.store_classes (code, name)
    select distinct n.code, concat('Class ', n.code)
    from unnest(p_codes) as n (code)
    where n.code is not null
    order by n.code
    on conflict (code) do nothing
$$;

comment on function master.add_store_classes(text[]) is
    'Add store classes by their codes; those that are known stay as they are.';
