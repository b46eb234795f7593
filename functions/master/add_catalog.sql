-- master.add_catalog: insert the categories and brands that some lines name.
--
-- New rows are inserted in the order of their keys, so concurrent calls that add the
-- same keys cannot deadlock.

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
$$Insert missing categories and brands; existing ones are not changed.

p_names: [{brand, department, category, is_private, lines}], distinct. A key is the
lower-case spelling; a category's key starts with its department. A private brand gets
is_tbwa. A brand's category is the one that most of its lines name.
$$;
