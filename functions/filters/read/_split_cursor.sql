-- filters._split_cursor: the label and value of a cursor; raises if it is malformed.
--
-- A cursor is not secret and grants nothing: a forged one of the right shape only
-- starts a page elsewhere.

create or replace function filters._split_cursor(p_after text, p_dimension text)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_kept jsonb;
    v_parts text[];
begin
    if p_after is null then
        return null;
    end if;

    v_kept := core._unpack_cursor(p_after);
    v_parts := array(
        select jsonb_array_elements_text(
            case when jsonb_typeof(v_kept) = 'array' then v_kept end
        )
    );
    if v_parts[1] is distinct from p_dimension
        or cardinality(v_parts) <> 3
        or array_position(v_parts, null) is not null
        or filters._write_cursor(v_parts[1], v_parts[2], v_parts[3]) <> p_after
    then
        perform core.raise_error(
            'core.invalid_cursor',
            format('%L is not a cursor of %s.', core.excerpt(p_after), p_dimension)
        );
    end if;
    return v_parts[2:3];
end;
$$;

grant execute on function filters._split_cursor(text, text)
to authenticated, service_role;

comment on function filters._split_cursor(text, text) is
$${label, value}; null without a cursor.

Errors: PT422 core.invalid_cursor.
$$;
