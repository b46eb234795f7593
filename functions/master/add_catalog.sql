-- master.add_catalog: add the categories and brands that some lines name.
--
-- New rows go in by the order of their keys: two calls that add the same keys wait for
-- each other in one direction only.

create or replace function master.add_catalog(p_names jsonb)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into master.categories (category_key, name)
    select lower(department), min(department)
    from jsonb_to_recordset(p_names) as n (department text)
    where department is not null
    group by lower(department)
    order by lower(department)
    on conflict (category_key) do nothing;

    insert into master.categories (category_key, name, parent_id)
    select lower(concat_ws('/', n.department, n.category)), min(n.category), min(d.id)
    from jsonb_to_recordset(p_names) as n (department text, category text)
    left join master.categories as d on lower(n.department) = d.category_key
    where n.category is not null
    group by 1
    order by 1
    on conflict (category_key) do nothing;

    insert into master.brands (brand_key, name, is_tbwa, category_id)
    select distinct on (lower(n.brand))
        lower(n.brand),
        n.brand,
        coalesce(bool_or(n.is_private) over (partition by lower(n.brand)), false),
        c.id
    from jsonb_to_recordset(p_names) as n (
        brand text, department text, category text, is_private boolean, lines bigint
    )
    left join master.categories as c
        on lower(concat_ws('/', n.department, n.category)) = c.category_key
    where n.brand is not null
    order by lower(n.brand), n.lines desc, c.category_key, n.brand
    on conflict (brand_key) do nothing;
end;
$$;

comment on function master.add_catalog(jsonb) is
$$Add unknown categories and brands; known ones stay as they are.

p_names: [{brand, department, category, is_private, lines}], distinct. Keys are the
lower-case spelling, a category's under its department. A private brand is is_tbwa; its
category is the one that most of its lines name.
$$;
