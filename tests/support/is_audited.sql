-- tests.is_audited: four assertions on the audit trail of a row that came and went.
--
-- The row was inserted, updated, updated again to the same values, and deleted. The
-- trail has one entry for each change: the update keeps the old values p_was, the
-- delete every column of the row. A TRUNCATE of the table is recorded too.

create or replace function tests.is_audited(
    p_table regclass, p_row_id text, p_was jsonb
)
    returns setof text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, extensions, pg_temp
as $$
begin
    return next is(
        (
            select array_agg(e.operation order by e.id)
            from core.audit_entries as e
            where e.table_name = p_table::text and e.row_id = p_row_id
        ),
        array['insert', 'update', 'delete'],
        'every change of a row is an entry; an update that changes nothing is none'
    );
    return next is(
        (
            select e.old_values
            from core.audit_entries as e
            where
                e.table_name = p_table::text
                and e.row_id = p_row_id
                and e.operation = 'update'
        ),
        p_was,
        'an update keeps what changed, as it was'
    );
    return next is(
        (
            select array(select jsonb_object_keys(e.old_values) order by 1)
            from core.audit_entries as e
            where
                e.table_name = p_table::text
                and e.row_id = p_row_id
                and e.operation = 'delete'
        ),
        array(
            select a.attname::text
            from pg_catalog.pg_attribute as a
            where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped
            order by 1
        ),
        'a deleted row is kept whole'
    );
    return next has_trigger(
        split_part(p_table::text, '.', 1)::name, split_part(p_table::text, '.', 2)::name,
        't80_audit_truncate'::name, 'a TRUNCATE is recorded'
    );
end;
$$;
