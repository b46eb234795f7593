-- filters.sample_cells: the number of wrong cells in a few random stores.
--
-- It makes the comparison of `rowhouse verify` under a cap: stores are chosen at random
-- until their lines together reach p_lines. Definer: a monitoring role has no grant on
-- lines.

create or replace function filters.sample_cells(p_lines bigint default 20000)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_stores bigint[];
begin
    select coalesce(array_agg(n.store_id), '{}')
    into v_stores
    from (
        select s.store_id, sum(s.lines) over (order by s.place) as lines
        from (
            select p.store_id, c.lines, row_number() over (order by random()) as place
            from filters.store_groups as p
            inner join filters.cells as c
                on p.id = c.group_id and c.category_id = 0 and c.brand_id = 0
            where p.kind = 'store' and c.lines <= p_lines
        ) as s
    ) as n
    where n.lines <= p_lines;

    return (select count(*) from filters.list_wrong_cells(v_stores));
end;
$$;

grant execute on function filters.sample_cells(bigint)
to app_worker, app_reader, service_role;

comment on function filters.sample_cells(bigint) is
$$Compare cells with the lines of stores with at most p_lines lines; wrong cells found.

Units: cells. Budget: 100 ms for 20,000 lines.
$$;
