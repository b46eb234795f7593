-- filters.switch_lines: let filters.transactions_new take the place of the lines.
--
-- Both tables have the same rows in every snapshot, so only names change. The lock
-- keeps readers and writers out until the commit; call it with a short lock_timeout and
-- try again. What refers to a table by its identity is turned to the new one: views,
-- the sequence of the ids, and the registry with its triggers. Functions find it by
-- name. What was changed on the lines since the start is not on the copy, so it is
-- refused; grants and policies are copied again.

create or replace function filters.switch_lines()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_shape text;
    v_parts text[];
    v_faults text;
    v_old regclass;
    v_new regclass;
    v_views text[];
    v_triggers text[];
    v_statement text;
    v_last bigint;
    v_is_called boolean;
begin
    select shape, parts
    into v_shape, v_parts
    from filters.reshapes
    where state = 'compared'
    for update;
    if not found then
        perform core.raise_error(
            'filters.reshape_refused', 'The lines are not copied and compared.'
        );
    end if;
    lock table filters.transactions in access exclusive mode;
    perform filters._refuse_spoilt();
    v_old := 'filters.transactions'::regclass;
    v_new := to_regclass('filters.transactions_new');
    execute format('lock table %s in access exclusive mode', v_new);
    v_faults := (
        select string_agg(f.fault, ' ')
        from (
            select filters.list_reshape_faults(v_shape)
            union all
            select format('Since the start %s was changed.', split_part(p.part, ':', 1))
            from (
                (
                    select unnest(v_parts)
                    except
                    select filters._list_parts_of_lines()
                )
                union all
                (
                    select filters._list_parts_of_lines()
                    except
                    select unnest(v_parts)
                )
            ) as p (part)
            group by split_part(p.part, ':', 1)
        ) as f (fault)
    );
    if v_faults is not null then
        perform core.raise_error('filters.reshape_refused', v_faults);
    end if;
    perform filters._copy_access();
    v_views := array(
        select distinct
            format('create or replace view %s', v.oid::regclass)
            || coalesce(' with (' || array_to_string(v.reloptions, ', ') || ')', '')
            || ' as ' || pg_get_viewdef(v.oid)
        from pg_catalog.pg_depend as d
        inner join pg_catalog.pg_rewrite as r
            on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
        inner join pg_catalog.pg_class as v on r.ev_class = v.oid
        where d.refclassid = 'pg_class'::regclass and d.refobjid = v_old
    );
    v_triggers := array(
        select pg_get_triggerdef(t.oid)
        from pg_catalog.pg_trigger as t
        where
            t.tgrelid = v_old
            and not t.tgisinternal
            and t.tgname !~ '^(t60_keep_keys|t70_count|t90_mirror)_'
        order by t.tgname
    );
    execute format(
        'select last_value, is_called from %s',
        pg_get_serial_sequence('filters.transactions', 'id')
    )
    into v_last, v_is_called;

    perform filters._rename_lines(v_old, 'transactions_old', '', 'old_');
    perform filters._rename_lines(v_new, 'transactions', 'new_', '');
    perform setval(
        pg_get_serial_sequence('filters.transactions', 'id'), v_last, v_is_called
    );
    foreach v_statement in array v_views || v_triggers loop
        execute v_statement;
    end loop;

    update filters.allowed_sources set source_table = v_new where source_table = v_old;
    update filters.dimensions set source_table = v_new where source_table = v_old;
    update filters.sources set source_table = v_new where source_table = v_old;
    if exists (select from filters.sources where source_table = v_new) then
        perform filters._compile_dimension(v_new);
    end if;
    if v_shape = 'months' then
        perform core.register_partitions(
            p_table_name => 'filters.transactions',
            p_every => interval '1 month',
            p_ahead => 3,
            p_before_drop => 'filters.refuse_drop'
        );
    else
        perform core.forget_partitions('filters.transactions');
        delete from filters.line_keys where line_key is not null;
    end if;
    update filters.reshapes set state = 'switched' where state = 'compared';
    perform pg_notify('pgrst', 'reload schema');
end;
$$;

comment on function filters.switch_lines() is
$$Switch filters.transactions to the table that was copied and compared.

Errors: PT409 filters.reshape_refused, also where the lines were changed since the
start: give the change up and begin again; 55P03 if the lock is not granted in time.
$$;
