-- commerce._category_ids: a category and all categories below it; raises if it is
-- unknown.

create or replace function commerce._category_ids(p_category text)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids constant bigint[] := array(
        with recursive tree as (
            select c.id
            from master.categories as c
            where c.category_key = p_category

            union

            select c.id
            from tree as t
            inner join master.categories as c on t.id = c.parent_id
        )

        select t.id from tree as t
    );
begin
    if v_ids = '{}' then
        perform core.raise_error(
            'commerce.unknown_category',
            format('There is no category %s.', core.excerpt(p_category))
        );
    end if;
    return v_ids;
end;
$$;

comment on function commerce._category_ids(text) is
$$The ids of the category with this category_key and of its descendants.

Errors: PT404 commerce.unknown_category.
$$;
