-- master._load_categories: load a staging table of categories, a tree of any depth.
--
-- Names come first: their update takes the lock of folds, which a load of lines holds
-- while it adds categories. New ones follow generation by generation, then known ones
-- move; a move below itself is refused by master.tg_categories__refuse_cycle.

create or replace function master._load_categories(p_staging regclass)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault record;
    v_added bigint := 1;
    v_count bigint;
begin
    select f.line, f.reason
    into v_fault
    from master._refuse_categories(p_staging) as f
    order by f.line
    limit 1;
    if found then
        perform core.raise_error(
            'master.invalid_category',
            format('Line %s: %s.', v_fault.line, v_fault.reason)
        );
    end if;

    update master.categories as c
    set name = n.name
    from master._read_categories(p_staging) as n
    where c.category_key = n.category_key and c.name <> n.name;

    while v_added > 0 loop
        insert into master.categories (category_key, name, parent_id)
        select
            n.category_key, coalesce(n.name, regexp_replace(n.category, '^.*/', '')), u.id
        from master._read_categories(p_staging) as n
        left join master.categories as u on n.parent = u.category_key
        where
            (n.parent is null or u.id is not null)
            and not exists (
                select from master.categories as c where c.category_key = n.category_key
            )
        order by n.category_key
        on conflict (category_key) do nothing;
        get diagnostics v_added = row_count;
    end loop;

    update master.categories as c
    set parent_id = u.id
    from master._read_categories(p_staging) as n
    inner join master.categories as u on n.parent = u.category_key
    where c.category_key = n.category_key and c.parent_id is distinct from u.id;

    execute format('select count(*) from %s', p_staging) into v_count;
    return v_count;
end;
$$;

comment on function master._load_categories(regclass) is
$$Upsert categories by their lower-case key; returns the number of rows.

Columns: category, name, parent.
Required: category.
category is the key, such as grocery/soft drinks: lines name a department and a category
in it. parent is the key of the category above, in the same batch or loaded before. An
empty field leaves what is stored; a new category without a name is called as the part
of its key after the last stroke.
Errors: PT422 master.invalid_category, PT422 master.category_cycle.
$$;
