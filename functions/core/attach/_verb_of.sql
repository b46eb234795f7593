-- core._verb_of: the last word of an event's type for an operation of a trigger.

create or replace function core._verb_of(p_operation text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case p_operation
        when 'insert' then 'inserted'
        when 'update' then 'updated'
        when 'delete' then 'deleted'
        when 'truncate' then 'truncated'
    end
$$;

comment on function core._verb_of(text) is
    'inserted, updated, deleted or truncated.';
