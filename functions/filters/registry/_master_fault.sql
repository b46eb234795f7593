-- filters._master_fault: what is wrong with the master table of a dimension, or null.

create or replace function filters._master_fault(p_master jsonb)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table regclass;
    v_key smallint;
    v_fault text;
begin
    if p_master is null or p_master = 'null' then
        return null;
    end if;
    v_table := filters._check_master(p_master ->> 'table');
    select a.attnum
    into v_key
    from pg_catalog.pg_attribute as a
    where a.attrelid = v_table and a.attname = p_master ->> 'key';

    v_fault := filters._allow_fault(
        v_table, 'master', array[p_master ->> 'key', p_master ->> 'label']
    );

    return case
        when v_fault is not null then format('%s %s.', v_table, v_fault)
        when filters._column_type(v_table, p_master ->> 'key') is null
            or filters._column_type(v_table, p_master ->> 'label') is null
            or p_master ->> 'key' = p_master ->> 'label'
            then format('%s needs two columns, a key and a label.', v_table)
        when not exists (
            select from pg_catalog.pg_index as i
            where
                i.indrelid = v_table
                and i.indisunique
                and i.indpred is null
                and i.indnkeyatts = 1
                and i.indkey[0] = v_key
        ) then format('%s.%I is not unique.', v_table, core.excerpt(p_master ->> 'key'))
    end;
end;
$$;

comment on function filters._master_fault(jsonb) is
    'A sentence, or null. Errors: PT422 filters.invalid_source.';
