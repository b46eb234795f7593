-- filters._span_of: the range of ids in filters.cells for a part of a selection.
--
-- Without a selection it is the margin, id 0; otherwise any other id. An index scan can
-- then start at its first possible entry and stop after the last.

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
