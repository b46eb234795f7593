-- filters._shape_fault: why a column no longer reads as when counting began, or null.
--
-- In the same table, a column is identified by its number and an enum label by its oid.
-- After a restore all oids differ; then the labels must exist in the same order. Added
-- labels and renamed types or schemas do not change a value.

create or replace function filters._shape_fault(p_source regclass, p_shape jsonb)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now jsonb := filters._column_shape(p_source, (p_shape ->> 'column')::name);
begin
    return case
        when v_now is null then 'is missing or cannot be counted any more'
        when
            v_now -> 'table' = p_shape -> 'table'
            and v_now -> 'number' <> p_shape -> 'number'
            then 'was dropped and created again'
        when v_now -> 'kind' <> p_shape -> 'kind' then 'has another type'
        when
            p_shape ->> 'kind' = 'numeric'
            and v_now -> 'modifier' <> p_shape -> 'modifier'
            then 'has another scale'
        when exists (
            select
            from (
                select
                    n.place > lag(n.place) over (order by o.place) as is_after,
                    n.label is null as is_gone
                from jsonb_array_elements(p_shape -> 'labels')
                    with ordinality as o (label, place)
                left join jsonb_array_elements(v_now -> 'labels')
                    with ordinality as n (label, place)
                    on
                        o.label -> 'label' = n.label -> 'label'
                        and (
                            v_now -> 'type' <> p_shape -> 'type'
                            or o.label -> 'id' = n.label -> 'id'
                        )
            ) as l
            where l.is_gone or not l.is_after
        ) then 'has renamed labels'
    end;
end;
$$;

comment on function filters._shape_fault(regclass, jsonb) is
    'The rest of a sentence that starts with the column.';
