-- concerts._merge_row: make two rows of a table one.
--
-- Both rows are locked, in the order of their keys: a transaction that adds a reference
-- to one of them waits, and then finds the dropped row gone. A row of an entity leaves
-- a redirect.

create or replace function concerts._merge_row(
    p_merge_id bigint, p_table regclass, p_columns text[], p_keep jsonb, p_drop jsonb
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_key constant text[] := concerts._key_columns(p_table);
    v_entity constant text := (
        select e.entity from concerts.merge_entities as e where e.table_name = p_table::text
    );
    v_keep_id bigint;
    v_drop_id bigint;
begin
    execute format(
        'select from %s as t where (%s) or (%s) order by %s for update',
        p_table, concerts._match_sql(p_table, '$1'), concerts._match_sql(p_table, '$2'),
        concerts._key_sql(p_table)
    )
    using p_keep, p_drop;

    if cardinality(v_key) = 1
        and exists (select from concerts._list_references(p_table) as r)
    then
        v_keep_id := (p_keep ->> v_key[1])::bigint;
        v_drop_id := (p_drop ->> v_key[1])::bigint;
        perform concerts._move_references(p_merge_id, p_table, v_keep_id, v_drop_id);
    end if;
    perform concerts._unite_rows(p_merge_id, p_table, p_columns, p_keep, p_drop);

    if v_entity is not null then
        insert into concerts.redirects (entity, from_id, to_id)
        values (v_entity, v_drop_id, v_keep_id);
        perform concerts._save_change(
            p_merge_id, 'concerts.redirects',
            jsonb_build_object('entity', v_entity, 'from_id', v_drop_id), null, '{}'
        );
    end if;
end;
$$;

comment on function concerts._merge_row(bigint, regclass, text[], jsonb, jsonb) is
$$Merge p_drop into p_keep, under the rule of the key p_columns.

Errors: PT409 concerts.merge_conflict.
$$;
