-- master.tg_categories__refuse_cycle: refuse to move a category below itself.
--
-- Two concurrent moves could form a cycle that neither forms alone, so moves are
-- serialized: an advisory lock first, then a share lock on each ancestor, upwards. The
-- second move sees the result of the first. Under REPEATABLE READ it meets a changed
-- ancestor and fails with a serialization error instead. An insert cannot form a cycle,
-- since a new category has no children.

create or replace function master.tg_categories__refuse_cycle()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ancestor_id bigint := new.parent_id;
begin
    perform pg_advisory_xact_lock(hashtextextended('master.categories', 0));

    while v_ancestor_id is not null loop
        if v_ancestor_id = new.id then
            perform core.raise_error(
                'master.category_cycle',
                format('Category %s is below %s.', new.parent_id, new.id)
            );
        end if;

        select parent_id
        into v_ancestor_id
        from master.categories
        where id = v_ancestor_id
        for share;
    end loop;

    return new;
end;
$$;

comment on function master.tg_categories__refuse_cycle() is
    'Before-update trigger: raises PT422 master.category_cycle.';
