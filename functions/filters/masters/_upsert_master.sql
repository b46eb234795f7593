-- filters._upsert_master: insert master rows for new values.
--
-- The label is the value. Only a table that the owner still lists for it is written. If
-- the table's own rules refuse a value, the fold goes on, and filters.list_orphans
-- shows the value without a master row. Errors that a retry may solve are raised. Rows
-- are inserted in the order of values, so writers of master data cannot deadlock.

create or replace function filters._upsert_master(p_dimension text, p_values text[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_master filters.dimensions;
    v_made text[];
begin
    select * into v_master
    from filters.dimensions
    where name = p_dimension;
    if
        v_master.master_table is null
        or filters._allow_fault(
            v_master.master_table, 'master',
            array[v_master.master_key::text, v_master.master_label::text]
        ) is not null
    then
        return;
    end if;

    execute format(
        'with made as (insert into %1$s (%2$I, %3$I) '
        'select (jsonb_populate_record(null::%1$s, jsonb_build_object(%2$L, v))).%2$I, '
        '(jsonb_populate_record(null::%1$s, jsonb_build_object(%3$L, v))).%3$I '
        'from unnest($1) as v order by v on conflict do nothing '
        'returning %2$I::text as key) '
        'select array_agg(key order by key) from made',
        v_master.master_table, v_master.master_key, v_master.master_label
    )
    into v_made
    using p_values;
    if v_made is not null then
        perform filters._emit_master(p_dimension, 'upserted', v_made);
    end if;
exception
    when others then
        if sqlstate ~ '^(40|53|55|57|58|08|XX)' then
            raise;
        end if;
        raise warning 'master rows of % were refused: %', p_dimension,
            left(sqlerrm, 500);
end;
$$;

comment on function filters._upsert_master(text, text[]) is
    'Emits: filters.master.upserted.';
