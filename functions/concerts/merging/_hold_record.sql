-- concerts._hold_record: where an id leads, with that record held until the transaction
-- ends.
--
-- A merge, its undo and a deletion lock the records that they change. The caller waits
-- for them here, and then reads again where the id leads. The lock is the one that a
-- foreign key takes.

create or replace function concerts._hold_record(p_entity text, p_id bigint)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 5;
    v_table constant text := (
        select e.table_name from concerts.merge_entities as e where e.entity = p_entity
    );
    v_id bigint;
begin
    for n in 1 .. c_most loop
        v_id := concerts._present_id(p_entity, p_id);
        execute format(
            'select from %s as t where t.id = $1 for key share', v_table::regclass
        )
        using v_id;
        exit when v_id is not distinct from concerts._present_id(p_entity, p_id);
    end loop;
    return v_id;
end;
$$;

comment on function concerts._hold_record(text, bigint) is
    'The present id; no lock is taken where there is no record.';
