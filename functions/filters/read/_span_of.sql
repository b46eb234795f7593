-- filters._span_of: which ids of filters.cells a part of a selection can mean.
--
-- Not narrowed is the margin, id 0; else any other id. So an index is read from its
-- first possible entry to its last.

create or replace function filters._span_of(p_ids bigint[])
    returns filters.span
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_ids is null then row(0, 0)::filters.span
        else row(1, 9223372036854775807)::filters.span
    end
$$;

grant execute on function filters._span_of(bigint[]) to authenticated, service_role;

comment on function filters._span_of(bigint[]) is
    'First and last id; 0 and 0 for null.';
