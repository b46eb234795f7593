-- core.value_kind: the kind of rule by which core.value_fault checks values of a type.
--
-- For a domain, the type it is based on.

create or replace function core.value_kind(p_type regtype)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with recursive base as (
        select t.oid, t.typtype, t.typbasetype
        from pg_catalog.pg_type as t
        where t.oid = p_type
        union all
        select t.oid, t.typtype, t.typbasetype
        from base as b
        inner join pg_catalog.pg_type as t on b.typbasetype = t.oid
        where b.typtype = 'd'
    )

    select case b.oid::regtype
        when 'smallint'::regtype then 'number'
        when 'integer'::regtype then 'number'
        when 'bigint'::regtype then 'number'
        when 'numeric'::regtype then 'number'
        when 'real'::regtype then 'float'
        when 'double precision'::regtype then 'float'
        when 'boolean'::regtype then 'boolean'
        when 'date'::regtype then 'date'
        when 'time'::regtype then 'time'
        when 'timetz'::regtype then 'time'
        when 'timestamp'::regtype then 'timestamp'
        when 'timestamptz'::regtype then 'timestamp'
    end
    from base as b
    where b.typtype <> 'd'
$$;

comment on function core.value_kind(regtype) is
    'number, float, boolean, date, time, timestamp; null: anything the type accepts.';
