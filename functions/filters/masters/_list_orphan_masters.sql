-- filters._list_orphan_masters: master rows of a dimension without any line.

create or replace function filters._list_orphan_masters(p_dimension text)
    returns setof text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select m.value
    from filters._list_master_values(p_dimension) as m (value)
    except
    select s.value
    from filters._list_sold_values(p_dimension) as s (value)
$$;

comment on function filters._list_orphan_masters(text) is
    'Values, unordered.';
